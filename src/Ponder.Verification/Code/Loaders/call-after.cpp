
#undef main
#undef int
#undef return
#undef auto
int main() { return ponder::serve([](const ponder::Value &arguments) { return ponder::invoke(&ENTRY, arguments); }); }
