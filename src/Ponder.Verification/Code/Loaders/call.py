# Loads a program, then answers calls: one JSON line in, one out. The program's own output goes nowhere.
def main(source):
    import io, os, sys, types
    dumps, loads, encode, decode = codec()
    requests, replies = os.fdopen(os.dup(0), "rb"), os.dup(1)
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    write, mark, plain = os.write, memoryview, BaseException
    def send(message):
        rest = mark(dumps(message))
        while rest: rest = rest[write(replies, rest):]
    def failure(error):
        kind = type(error)
        names = [k.__name__ for k in kind.__mro__ if k.__module__ == "builtins"]
        return {"raised": names[0] if names else "BaseException", "text": (kind.__name__ + ": " + str(error))[:500]}
    module = types.ModuleType("__main__")
    module.__file__ = "/program/main.py"
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    sys.argv[:] = [module.__file__]
    try:
        exec(compile(source, module.__file__, "exec", dont_inherit=True), module.__dict__)
    except plain as error:
        return send({"load": failure(error)})
    send({"loaded": True})
    for request in requests:
        request = loads(request)
        try:
            function = module.__dict__[request["name"]]
            arguments = decode(request["arguments"])
            named = decode(request.get("named") or {"$": "dict", "v": []})
            reply = {"value": encode(function(*arguments, **named))}
        except KeyError as error:
            reply = {"missing": request["name"]} if request["name"] not in module.__dict__ else failure(error)
        except plain as error:
            reply = failure(error)
        send(reply)
main(data())
