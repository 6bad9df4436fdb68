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
const source = data().toString('utf8').replace(/^#!.*/, '');
// What is no program rejects nothing; what throws does, as node checker.js would.
try {
  new (require('node:vm').Script)(Module.wrap(source), { filename: main.filename });
} catch (error) {
  require('node:fs').writeSync(2, String(error));
  process.reallyExit(3);
}
main._compile(source, main.filename);
main.loaded = true;
