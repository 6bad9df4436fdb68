printf '\001'
read -r length
head -c "$length" >/tmp/main.cpp
g++ -O2 -std=gnu++20 -pipe -o /tmp/main /tmp/main.cpp >&2 && cat /tmp/main
