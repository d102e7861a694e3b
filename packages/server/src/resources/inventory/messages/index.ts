export { messages as de } from './de.js';
export { messages as en } from './en.js';
export { messages as es } from './es.js';
export { messages as fr } from './fr.js';
export { messages as nl } from './nl.js';
