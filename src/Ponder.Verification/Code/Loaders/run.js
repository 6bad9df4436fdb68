// Runs a program as node main.js would: what follows it on standard input is its own input.
require('node:fs').closeSync(3);
require('node:fs').closeSync(4);
const main = new Module('/program/main.js', null);
main.filename = '/program/main.js';
main.paths = [];
process.argv.splice(0, process.argv.length, '/usr/bin/node', main.filename);
process.mainModule = main;
main._compile(data().toString('utf8'), main.filename);
main.loaded = true;
