// Answers calls of one function: one JSON line in, one out. Stands before the submission, whose main is none.
#include <bits/stdc++.h>
#include <fcntl.h>
#include <unistd.h>
namespace ponder {
struct Value {
    enum Kind { Null, Bool, Number, Text, Array, Object } kind = Null;
    bool truth = false;
    std::string text;
    std::vector<Value> items;
    std::vector<std::pair<std::string, Value>> entries;
    const Value &operator[](const char *key) const {
        for (auto &entry : entries) if (entry.first == key) return entry.second;
        throw std::runtime_error(std::string("no ") + key);
    }
};
struct Reader {
    const char *at, *end;
    char peek() { while (at < end && strchr(" \t\r\n", *at)) at++; return at < end ? *at : 0; }
    void skip(char c) { if (peek() != c) throw std::runtime_error("not JSON"); at++; }
    unsigned hex() { unsigned v = std::stoul(std::string(at, at + 4), nullptr, 16); at += 4; return v; }
    std::string string() {
        std::string s;
        for (skip('"'); *at != '"'; ) {
            if (*at != '\\') { s += *at++; continue; }
            char c = *++at; at++;
            if (c != 'u') { const char *from = "nrtbf", *to = "\n\r\t\b\f", *p = strchr(from, c); s += p ? to[p - from] : c; continue; }
            unsigned v = hex();
            if (v >= 0xD800 && v < 0xDC00 && at[0] == '\\' && at[1] == 'u') { at += 2; v = 0x10000 + ((v - 0xD800) << 10) + (hex() - 0xDC00); }
            if (v < 0x80) s += char(v);
            else if (v < 0x800) { s += char(0xC0 | v >> 6); s += char(0x80 | (v & 63)); }
            else if (v < 0x10000) { s += char(0xE0 | v >> 12); s += char(0x80 | (v >> 6 & 63)); s += char(0x80 | (v & 63)); }
            else { s += char(0xF0 | v >> 18); s += char(0x80 | (v >> 12 & 63)); s += char(0x80 | (v >> 6 & 63)); s += char(0x80 | (v & 63)); }
        }
        at++;
        return s;
    }
    Value value() {
        Value v;
        switch (peek()) {
        case '"': v.kind = Value::Text; v.text = string(); return v;
        case '[':
            v.kind = Value::Array; at++;
            if (peek() == ']') { at++; return v; }
            for (;;) { v.items.push_back(value()); if (peek() == ',') { at++; continue; } skip(']'); return v; }
        case '{':
            v.kind = Value::Object; at++;
            if (peek() == '}') { at++; return v; }
            for (;;) { peek(); std::string key = string(); skip(':'); v.entries.emplace_back(key, value()); if (peek() == ',') { at++; continue; } skip('}'); return v; }
        case 't': v.kind = Value::Bool; v.truth = true; at += 4; return v;
        case 'f': v.kind = Value::Bool; at += 5; return v;
        case 'n': at += 4; return v;
        default:
            v.kind = Value::Number;
            while (at < end && strchr("+-.eE0123456789", *at)) v.text += *at++;
            if (v.text.empty()) throw std::runtime_error("not JSON");
            return v;
        }
    }
};
inline void want(const Value &v, Value::Kind kind) { if (v.kind != kind) throw std::invalid_argument("an argument has another type"); }
template <class T, class = void> struct Codec;
template <> struct Codec<bool> {
    static bool decode(const Value &v) { want(v, Value::Bool); return v.truth; }
    static std::string encode(bool v) { return v ? "true" : "false"; }
};
template <> struct Codec<char> {
    static char decode(const Value &v) { want(v, Value::Text); return v.text.empty() ? '\0' : v.text[0]; }
    static std::string encode(char v);
};
template <class T> struct Codec<T, std::enable_if_t<std::is_integral_v<T>>> {
    static T decode(const Value &v) { want(v, Value::Number); return std::is_unsigned_v<T> ? T(std::stoull(v.text)) : T(std::stoll(v.text)); }
    static std::string encode(T v) { return std::to_string(v); }
};
template <class T> struct Codec<T, std::enable_if_t<std::is_floating_point_v<T>>> {
    static T decode(const Value &v) { want(v, Value::Number); return T(std::stold(v.text)); }
    static std::string encode(T v) { char b[64]; snprintf(b, sizeof b, "%.17g", double(v)); return std::string("{\"$\":\"float\",\"v\":\"") + b + "\"}"; }
};
template <> struct Codec<std::string> {
    static std::string decode(const Value &v) { want(v, Value::Text); return v.text; }
    static std::string encode(const std::string &v) {
        std::string s = "\"";
        for (unsigned char c : v) { if (c == '"' || c == '\\') { s += '\\'; s += char(c); } else if (c < 32) { char b[8]; snprintf(b, sizeof b, "\\u%04x", c); s += b; } else s += char(c); }
        return s + "\"";
    }
};
inline std::string Codec<char>::encode(char v) { return Codec<std::string>::encode(std::string(1, v)); }
template <class C> std::string list(const C &items) {
    std::string s = "[";
    for (const auto &item : items) { if (s.size() > 1) s += ','; s += Codec<std::decay_t<decltype(item)>>::encode(item); }
    return s + "]";
}
template <class C, class = void> struct IsMap : std::false_type {};
template <class C> struct IsMap<C, std::void_t<typename C::mapped_type>> : std::true_type {};
template <class C, class = void> struct IsHash : std::false_type {};
template <class C> struct IsHash<C, std::void_t<typename C::hasher>> : std::true_type {};
template <class C> struct Codec<C, std::enable_if_t<!std::is_same_v<C, std::string> && !std::is_void_v<typename C::value_type> && !std::is_void_v<typename C::iterator>>> {
    static C decode(const Value &v) {
        C made;
        if constexpr (IsMap<C>::value) {
            want(v, Value::Object);
            for (auto &entry : v["v"].items) {
                Value key = entry.items[0];
                if (!std::is_same_v<typename C::key_type, std::string>) key.kind = Value::Number;
                made.emplace(Codec<typename C::key_type>::decode(key), Codec<typename C::mapped_type>::decode(entry.items[1]));
            }
        } else {
            want(v, Value::Array);
            for (auto &item : v.items) made.insert(made.end(), Codec<typename C::value_type>::decode(item));
        }
        return made;
    }
    static std::string encode(const C &v) {
        if constexpr (IsMap<C>::value) {
            std::string s = "{\"$\":\"dict\",\"v\":[";
            for (auto &entry : v) s += std::string(s.back() == '[' ? "" : ",") + "[" + Codec<typename C::key_type>::encode(entry.first) + "," + Codec<typename C::mapped_type>::encode(entry.second) + "]";
            return s + "]}";
        } else if constexpr (std::is_same_v<C, std::vector<bool>>) {
            std::string s = "[";
            for (bool b : v) s += std::string(s.size() > 1 ? "," : "") + (b ? "true" : "false");
            return s + "]";
        } else if constexpr (IsHash<C>::value) return "{\"$\":\"set\",\"v\":" + list(v) + "}";
        else return list(v);
    }
};
template <class... T> struct Codec<std::tuple<T...>> {
    template <size_t... I> static std::tuple<T...> take(const Value &v, std::index_sequence<I...>) { return {Codec<T>::decode(v.items.at(I))...}; }
    static std::tuple<T...> decode(const Value &v) { want(v, Value::Array); return take(v, std::index_sequence_for<T...>()); }
    static std::string encode(const std::tuple<T...> &v) {
        std::string s = "[";
        std::apply([&](const auto &...x) { ((s += std::string(s.size() > 1 ? "," : "") + Codec<std::decay_t<decltype(x)>>::encode(x)), ...); }, v);
        return s + "]";
    }
};
template <class A, class B> struct Codec<std::pair<A, B>> {
    static std::pair<A, B> decode(const Value &v) { want(v, Value::Array); return {Codec<A>::decode(v.items.at(0)), Codec<B>::decode(v.items.at(1))}; }
    static std::string encode(const std::pair<A, B> &v) { return "[" + Codec<A>::encode(v.first) + "," + Codec<B>::encode(v.second) + "]"; }
};
template <class T> struct Codec<std::optional<T>> {
    static std::optional<T> decode(const Value &v) { return v.kind == Value::Null ? std::nullopt : std::optional<T>(Codec<T>::decode(v)); }
    static std::string encode(const std::optional<T> &v) { return v ? Codec<T>::encode(*v) : "null"; }
};
template <class R, class... A> std::string invoke(R (*function)(A...), const Value &arguments) {
    if (arguments.items.size() != sizeof...(A)) throw std::invalid_argument("it takes another number of arguments");
    auto values = Codec<std::tuple<std::decay_t<A>...>>::decode(arguments);
    return std::apply([&](auto &...x) -> std::string {
        if constexpr (std::is_void_v<R>) { function(static_cast<A>(x)...); return "null"; }
        else return Codec<std::decay_t<R>>::encode(function(static_cast<A>(x)...));
    }, values);
}
template <class F> int serve(F answer) {
    FILE *requests = fdopen(dup(0), "r");
    int replies = dup(1), null = open("/dev/null", O_RDWR);
    dup2(null, 0); dup2(null, 1); close(null);
    auto send = [&](std::string line) {
        line += '\n';
        for (size_t at = 0; at < line.size();) { auto n = write(replies, line.data() + at, line.size() - at); if (n <= 0) _exit(1); at += size_t(n); }
    };
    send("{\"loaded\":true}");
    char *line = nullptr; size_t room = 0;
    for (ssize_t n; (n = getline(&line, &room, requests)) > 0;) {
        try { send("{\"value\":" + answer(Reader{line, line + n}.value()["arguments"]) + "}"); }
        catch (const std::bad_alloc &) { throw; }
        catch (const std::exception &e) { send("{\"raised\":\"Exception\",\"text\":" + Codec<std::string>::encode(e.what()) + "}"); }
        catch (...) { send("{\"raised\":\"Exception\",\"text\":\"\"}"); }
    }
    _exit(0);
}
}
#define main ponder_submission_main
#line 1 "main.cpp"
