"""Runs sessions of Python, one after another, in one interpreter: a file's name on each line of standard input."""
import doctest
import pathlib
import re
import sys

names = {'__name__': '__main__'}
parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
for line in sys.stdin:
    path = pathlib.Path(line.strip())
    said = []
    # What the system says of a name that cannot be resolved depends on the network.
    session = re.sub(r'^(socket\.gaierror): .*', r'\1: ...', path.read_text(), flags=re.M)
    test = parser.get_doctest(session, names, path.name, path.name, 0)
    runner.run(test, out=said.append, clear_globs=False)
    names = test.globs
    path.with_suffix('.said').write_text(''.join(said))
    print('done', path.name, flush=True)
