printf '\001'
read -r length
head -c "$length" >/tmp/main.cs
read -r length
head -c "$length" >/tmp/ours.cs
read -r main
dotnet=$1 compiler=$2 library=$3
for file in "$library"/System*.dll "$library"/Microsoft.CSharp.dll "$library"/mscorlib.dll "$library"/netstandard.dll; do
    case $file in *.Native.dll) ;; *) printf -- '-r:%s\n' "$file" ;; esac
done >/tmp/references.rsp
"$dotnet" exec "$compiler" -nologo -noconfig -nostdlib+ -optimize+ -unsafe+ -warn:0 -langversion:latest -target:exe $main -out:/tmp/main.dll \
    @/tmp/references.rsp /tmp/main.cs /tmp/ours.cs >&2 && cat /tmp/main.dll
