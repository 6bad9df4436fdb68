printf '{"runtimeOptions":{"tfm":"net%s","framework":{"name":"Microsoft.NETCore.App","version":"%s"}}}' "$2" "$3" >/tmp/main.runtimeconfig.json
printf '\001'
read -r length
head -c "$length" >/tmp/main.dll
exec "$1" exec /tmp/main.dll
