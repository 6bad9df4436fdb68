const fs = require('node:fs'), vm = require('node:vm');
function exactly(count) {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at < count;) {
    const got = fs.readSync(0, bytes, at, count - at, null);
    if (got === 0) process.reallyExit(0);
    at += got;
  }
  return bytes;
}
function line() {
  const bytes = [];
  for (;;) {
    const byte = exactly(1)[0];
    if (byte === 10) return Buffer.from(bytes).toString('utf8');
    bytes.push(byte);
  }
}
const data = () => exactly(Number(line()));
const Module = require('node:module');
require('node:assert'); require('node:util');
fs.writeSync(1, Buffer.from([1]));
new Function('data', 'line', 'require', 'Module', data().toString('utf8'))(data, line, require, Module);
