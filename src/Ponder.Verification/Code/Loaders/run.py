# Runs a program as python3 main.py would: what follows it on standard input is its own input.
def main(source):
    import sys
    module = type(sys)("__main__")
    module.__file__ = "/program/main.py"
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    sys.argv[:] = [module.__file__]
    exec(compile(source, module.__file__, "exec", dont_inherit=True), module.__dict__)
main(data())
