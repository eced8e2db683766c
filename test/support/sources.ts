import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The root of the checkout, with a slash. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['src', 'handlers', 'labs', 'bench'];

/** What a file imports: a module, and names of it. */
export interface Import {
  readonly what: string;
  readonly names: readonly string[];
  readonly isDynamic: boolean;
  readonly isOfTypes: boolean;
}

/** A file of the project, and what can be told of it without running it. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly hasDefault: boolean;
  /** The names that it exports of its own. */
  readonly exports: readonly string[];
}

/** The files of TypeScript below a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
}

function sourceOf(path: string): Source {
  const text = readFileSync(join(PROJECT, path), 'utf8');
  const imports: Import[] = [];
  let hasDefault = false;
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      const clause = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
      const names =
        clause !== undefined && (ts.isNamedImports(clause) || ts.isNamedExports(clause))
          ? clause.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
          : [];
      imports.push({
        what: (node.moduleSpecifier as ts.StringLiteral).text,
        names,
        isDynamic: false,
        isOfTypes: isOfTypes(node),
      });
    } else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] !== undefined &&
      ts.isStringLiteral(node.arguments[0])
    ) {
      imports.push({ what: node.arguments[0].text, names: [], isDynamic: true, isOfTypes: false });
    }
    hasDefault ||=
      ts.isExportAssignment(node) ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isClassDeclaration(node.parent)) ||
      (ts.isFunctionDeclaration(node) &&
        (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword));
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  visit(file);
  return { path, text, imports, hasDefault, exports: exportsOf(file) };
}

function exportsOf(file: ts.SourceFile): string[] {
  const names = file.statements.flatMap((statement): string[] => {
    const kinds = (ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined)?.map(({ kind }) => kind);
    if (kinds?.includes(ts.SyntaxKind.ExportKeyword) !== true || kinds.includes(ts.SyntaxKind.DefaultKeyword))
      return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText(file));
    const { name } = statement as ts.DeclarationStatement;
    return name === undefined ? [] : [name.getText(file)];
  });
  return [...new Set(names)]; // a function may have several signatures
}

function isOfTypes(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return ts.isImportDeclaration(node)
    ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : node.isTypeOnly;
}

/** The file that a relative import means, from the root of the project. */
export function target(from: string, what: string): string {
  return normalize(join(dirname(from), what)).replace(/\.js$/, '.ts');
}

/** The layer that a file is in. */
export function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top === 'bench') return 'measuring';
  if (/^src\/client\/(?:steps\/|(?:step-(?:kinds?|parts|schema)|check-parts)\.ts$)/.test(path)) return 'steps';
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

/** Every file of the project but those of students. */
export const sources = FOLDERS.flatMap((folder) =>
  filesIn(folder)
    .filter((path) => !/\/(?:starter|solution|wrong|peers)\//.test(path))
    .map(sourceOf),
);

/** Their paths. */
export const paths = new Set(sources.map(({ path }) => path));

// Plugins are default exports; so is what stands in for a package that has one.
export const DEFAULT_EXPORTS =
  /^(?:handlers|src\/framings|src\/grade\/report\/writers|src\/grade\/submission\/languages|src\/doctor\/probes|src\/client\/(?:steps|failures))\/|^src\/cli\/commands\/([^/]+)\/\1-command\.ts$|^labs\/[^/]+\/(?:lab|key)\.ts$|^src\/cli\/ascii-width\.ts$/;
