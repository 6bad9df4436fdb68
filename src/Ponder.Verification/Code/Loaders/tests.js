// Runs a test program. Names that it does not define are functions of the submission, which runs in another sandbox.
const prompt = data(), tests = data().toString('utf8');
line();
const assertion = require('node:assert').AssertionError;
const kinds = { Error, TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError };
const candidates = new Map();
function candidate(name) {
  if (!candidates.has(name)) {
    candidates.set(name, (...values) => {
      channel.send({ call: name, arguments: values.map(v => encode(v)) });
      const reply = channel.receive();
      if (!('raised' in reply)) return decode(reply.value);
      if (reply.raised === 'AssertionError' || reply.code === 'ERR_ASSERTION') throw new assertion({ message: String(reply.text) });
      throw new (Object.hasOwn(kinds, reply.raised) ? kinds[reply.raised] : Error)(String(reply.text));
    });
  }
  return candidates.get(name);
}
const outside = new Set(['require', 'module', 'exports', 'console', 'undefined', 'NaN', 'Infinity', 'arguments', 'eval']);
const unknown = new Proxy(Object.create(null), {
  has: (_, name) => typeof name === 'string' && !outside.has(name) && !(name in globalThis),
  get: (_, name) => typeof name === 'string' ? candidate(name) : undefined,
});
const quiet = Object.fromEntries(Object.keys(console).map(name => [name, () => {}]));
let run, done;
try {
  run = new Function('__unknown', 'require', 'module', 'exports', 'console', 'with (__unknown) {\n' + tests + '\n}');
} catch (error) {
  channel.send({ invalid: String(error.message) });
  process.reallyExit(0);
}
try {
  const module = { exports: {} };
  run(unknown, require, module, module.exports, quiet);
  done = { done: 'pass' };
} catch (error) {
  done = { done: error instanceof assertion ? 'wrong' : 'error', text: String(error && error.message || error).slice(0, 500) };
}
channel.send(done);
process.reallyExit(0);
