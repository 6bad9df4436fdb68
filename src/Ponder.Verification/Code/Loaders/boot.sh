printf '\001'
read -r length
head -c "$length" >/tmp/main
chmod 755 /tmp/main
exec /tmp/main
