// Runs a checker: three files and their names as arguments, the verdict is the exit code.
require('node:fs').closeSync(3);
require('node:fs').closeSync(4);
const paths = ['input', 'output', 'expected'].map(name => '/tmp/' + name);
for (const path of paths) require('node:fs').writeFileSync(path, data());
const main = new Module('/program/checker.js', null);
main.filename = '/program/checker.js';
main.paths = [];
process.argv.splice(0, process.argv.length, '/usr/bin/node', main.filename, ...paths);
process.mainModule = main;
main._compile(data().toString('utf8'), main.filename);
main.loaded = true;
