// Letters of other scripts that most fonts draw as the Latin ones below them.
const LETTERS = 'аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧο';
const LATIN = 'aeopcyxijshdqwABESIJKMHOPCTYXABEZHIKMNOPTYXo';
const LOOKS = new Map(Array.from(LETTERS, (letter, at) => [letter, LATIN.charAt(at)]));

// Fullwidth forms are left as they are: their width tells them apart.
const NARROW = /[^\uff00-\uff60]/gu;

/** True for two different texts that people may take for the same. */
export function looksAlike(one: string, other: string): boolean {
  return one !== other && outline(one) === outline(other);
}

function outline(text: string): string {
  const plain = text
    .replaceAll(NARROW, (character) => character.normalize('NFKC'))
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/[\u2018\u2019\u201a\u2032`´]/gu, "'")
    .replaceAll(/[\u201c-\u201e]/gu, '"');
  return Array.from(plain, (character) => LOOKS.get(character) ?? character).join('');
}
