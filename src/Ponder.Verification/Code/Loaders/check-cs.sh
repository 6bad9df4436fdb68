printf '{"runtimeOptions":{"tfm":"net%s","framework":{"name":"Microsoft.NETCore.App","version":"%s"}}}' "$2" "$3" >/tmp/main.runtimeconfig.json
printf '\001'
for name in input output expected main.dll; do
    read -r length
    head -c "$length" >"/tmp/$name"
done
exec "$1" exec /tmp/main.dll /tmp/input /tmp/output /tmp/expected
