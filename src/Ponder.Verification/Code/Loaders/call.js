// Loads a program, then answers calls: one JSON line in, one out. The program's own output goes nowhere.
const names = Error => ({ raised: text(Error && Error.name), code: text(Error && Error.code), text: describe(Error) });
function text(value) { return typeof value === 'string' ? value.slice(0, 100) : ''; }
function describe(error) {
  try { return String(error && error.message || error).slice(0, 500); } catch { return ''; }
}
const fs = require('node:fs');
const source = data().toString('utf8');
for (const [standard, mode] of [[0, 'r'], [1, 'w']]) {
  fs.closeSync(standard);
  fs.openSync('/dev/null', mode);
}
const main = new Module('/program/main.js', null);
main.filename = '/program/main.js';
main.paths = [];
process.argv.splice(0, process.argv.length, '/usr/bin/node', main.filename);
process.mainModule = main;
let find;
try {
  Object.defineProperty(globalThis, '__ponder_found', { value: f => { find ??= f; }, configurable: true });
  main._compile(source + '\n;__ponder_found(name => eval(name));', main.filename);
  channel.send({ loaded: true });
} catch (error) {
  channel.send({ load: names(error) });
  process.reallyExit(1);
}
for (let request; (request = channel.receive()) !== null;) {
  let reply;
  try {
    let called;
    try { called = find(request.name); } catch { called = globalThis[request.name]; }
    reply = typeof called !== 'function' ? { missing: request.name } : { value: encode(called(...request.arguments.map(decode))) };
  } catch (error) {
    reply = names(error);
  }
  channel.send(reply);
}
process.reallyExit(0);
