import type { Language } from '../language.js';
import c from './c.js';

const cpp: Language = {
  ...c,
  name: 'cpp',
  title: 'C++',
  refines: 'c',
  endings: /\.(?:cc|cpp|cxx|hh|hpp|hxx|C)$/,
  looks: /^\s*#\s*include\s*<(?:iostream|string|vector)>/m,
};

export default cpp;
