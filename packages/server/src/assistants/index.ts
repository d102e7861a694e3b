export { Assistants } from './assistants.js';
