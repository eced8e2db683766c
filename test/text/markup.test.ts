import { expect } from 'chai';
import { markup, markupLines } from '../../src/text/markup.js';

describe('markup', () => {
  const evil = `<script>alert("1" & '2')</script>`;

  it('escapes every text that is put into it, between tags and in attributes', () => {
    expect(markup`<p title="${evil}">${evil}</p>`.toString()).to.equal(
      '<p title="&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;">' +
        '&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;</p>',
    );
  });

  it('takes markup as it is, one after the other, and leaves out what is not there', () => {
    const items = ['a', '<b>'].map((item) => markup`<li>${item}</li>`);
    expect(markup`<ol>${items}</ol>${undefined}${3}`.toString()).to.equal('<ol><li>a</li><li>&lt;b&gt;</li></ol>3');
    expect(markupLines([...items, undefined]).toString()).to.equal('<li>a</li>\n<li>&lt;b&gt;</li>');
  });
});
