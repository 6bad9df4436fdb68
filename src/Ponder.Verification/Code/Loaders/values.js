// Values between two processes: JSON, with {"$": kind, "v": ...} for what JSON lacks. Decoding builds plain values only.
const { encode, decode } = (() => {
  const deepest = 100, big = BigInt, isArray = Array.isArray, text = String, prototype = Object.getPrototypeOf, keys = Object.keys;
  function encode(value, depth = 0) {
    switch (typeof value) {
      case 'boolean': case 'string': return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'number', v: Object.is(value, -0) ? '-0' : text(value) };
      case 'bigint': return { $: 'bigint', v: value.toString() };
      case 'undefined': return { $: 'undefined' };
      case 'object': break;
      default: return { $: 'opaque' };
    }
    if (value === null) return null;
    if (depth >= deepest) return { $: 'opaque' };
    if (isArray(value)) {
      const items = [];
      for (let i = 0; i < value.length; i++) items[i] = i in value ? encode(value[i], depth + 1) : { $: 'hole' };
      return items;
    }
    if (value instanceof Map) return { $: 'map', v: [...value].map(([k, v]) => [encode(k, depth + 1), encode(v, depth + 1)]) };
    if (value instanceof Set) return { $: 'set', v: [...value].map(v => encode(v, depth + 1)) };
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (ArrayBuffer.isView(value) && 'length' in value) return { $: 'typed', t: value.constructor.name, v: Array.from(value, v => encode(v, depth + 1)) };
    if (value instanceof Number || value instanceof String || value instanceof Boolean) return encode(value.valueOf(), depth + 1);
    const parent = prototype(value);
    if (parent !== null && prototype(parent) !== null) return { $: 'opaque' };
    return { $: 'object', v: keys(value).map(k => [k, encode(value[k], depth + 1)]) };
  }
  function decode(value) {
    if (isArray(value)) {
      const items = new Array(value.length);
      for (let i = 0; i < value.length; i++) if (!(value[i] && value[i].$ === 'hole')) items[i] = decode(value[i]);
      return items;
    }
    if (value === null || typeof value !== 'object') return value;
    switch (value.$) {
      case 'number': return Number(value.v);
      case 'bigint': return big(value.v);
      case 'undefined': return undefined;
      case 'map': return new Map(value.v.map(([k, v]) => [decode(k), decode(v)]));
      case 'set': return new Set(value.v.map(decode));
      case 'date': return new Date(value.v);
      case 'typed': {
        const kinds = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, Buffer };
        return Object.hasOwn(kinds, value.t) ? kinds[value.t].from(value.v.map(decode)) : Symbol('opaque');
      }
      case 'object': case 'dict': {
        const made = {};
        for (const [k, v] of value.v) Object.defineProperty(made, k, { value: decode(v), writable: true, enumerable: true, configurable: true });
        return made;
      }
      default: return Symbol('opaque');
    }
  }
  return { encode, decode };
})();
const channel = (() => {
  const fs = require('node:fs'), parse = JSON.parse, stringify = JSON.stringify, from = Buffer.from, concat = Buffer.concat;
  const read = fs.readSync, write = fs.writeSync;
  let pending = Buffer.alloc(0);
  const chunk = Buffer.alloc(65536);
  return {
    receive() {
      const parts = [];
      for (;;) {
        const end = pending.indexOf(10);
        if (end >= 0) {
          parts.push(pending.subarray(0, end));
          pending = pending.subarray(end + 1);
          return parse(concat(parts).toString('utf8'));
        }
        parts.push(pending);
        const got = read(3, chunk, 0, chunk.length, null);
        if (got === 0) return null;
        pending = from(chunk.subarray(0, got));
      }
    },
    send(message) {
      const bytes = from(stringify(message) + '\n', 'utf8');
      for (let at = 0; at < bytes.length;) at += write(4, bytes, at, bytes.length - at);
    },
  };
})();
