import type { Language } from '../language.js';
import { c, cpp } from './c.js';
import { go } from './go.js';
import { java } from './java.js';
import { javascript } from './javascript.js';
import { python } from './python.js';
import { rust } from './rust.js';
import { typescript } from './typescript.js';

/** The languages that submissions may be in. C++ is before C: what looks like both is C++. */
export const LANGUAGES: readonly Language[] = [python, javascript, typescript, cpp, c, java, go, rust];
