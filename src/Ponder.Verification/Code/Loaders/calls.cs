// Answers calls of one function: one JSON line in, one out.
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

internal static class PonderCalls
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static void Main()
    {
        using var requests = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using var replies = Console.OpenStandardOutput();
        Console.SetOut(TextWriter.Null);
        Console.SetIn(TextReader.Null);
        Send(replies, "{\"loaded\":true}");
        while (requests.ReadLine() is { } line)
        {
            Send(replies, Answer(JsonDocument.Parse(line).RootElement));
        }
    }

    private static string Answer(JsonElement request)
    {
        var name = request.GetProperty("name").GetString()!;
        var arguments = request.GetProperty("arguments");
        try
        {
            var method = Assembly.GetExecutingAssembly().GetTypes().Where(type => type != typeof(PonderCalls)).SelectMany(type => type.GetMethods(Any))
                .FirstOrDefault(m => m.Name == name && m.GetParameters().Length == arguments.GetArrayLength());
            if (method is null)
            {
                return "{\"missing\":" + JsonSerializer.Serialize(name) + "}";
            }

            var target = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!, true);
            var values = method.GetParameters().Select((parameter, i) => Decode(arguments[i], parameter.ParameterType)).ToArray();
            return "{\"value\":" + Encode(method.Invoke(target, values), 0) + "}";
        }
        catch (Exception e)
        {
            var inner = e is TargetInvocationException { InnerException: { } thrown } ? thrown : e;
            return "{\"raised\":\"Exception\",\"text\":" + JsonSerializer.Serialize(inner.GetType().Name + ": " + inner.Message) + "}";
        }
    }

    private static object? Decode(JsonElement value, Type type)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(BigInteger))
        {
            return BigInteger.Parse(value.GetRawText(), CultureInfo.InvariantCulture);
        }

        if (type == typeof(char))
        {
            return value.GetString()![0];
        }

        if (typeof(ITuple).IsAssignableFrom(type))
        {
            return Activator.CreateInstance(type, type.GetGenericArguments().Select((item, i) => Decode(value[i], item)).ToArray());
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            var item = type.IsArray ? type.GetElementType()! : type.IsGenericType ? type.GetGenericArguments()[0] : typeof(object);
            var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            foreach (var element in value.EnumerateArray())
            {
                items.Add(Decode(element, item));
            }

            if (type.IsArray)
            {
                var array = Array.CreateInstance(item, items.Count);
                items.CopyTo(array, 0);
                return array;
            }

            return type.IsInstanceOfType(items) ? items : Activator.CreateInstance(type, items);
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            var types = type.IsGenericType && type.GetGenericArguments().Length == 2 ? type.GetGenericArguments() : [typeof(string), typeof(object)];
            var made = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(types))!;
            foreach (var pair in value.GetProperty("v").EnumerateArray())
            {
                made.Add(types[0] == typeof(string) ? pair[0].GetString()! : Convert.ChangeType(pair[0].GetString()!, types[0], CultureInfo.InvariantCulture), Decode(pair[1], types[1]));
            }

            return made;
        }

        if (type == typeof(object))
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
                _ => value.GetBoolean(),
            };
        }

        return JsonSerializer.Deserialize(value.GetRawText(), type);
    }

    private static string Encode(object? value, int depth) => value switch
    {
        null => "null",
        _ when depth > 100 => "{\"$\":\"opaque\"}",
        bool truth => truth ? "true" : "false",
        string text => JsonSerializer.Serialize(text),
        char letter => JsonSerializer.Serialize(letter.ToString()),
        float or double or decimal => "{\"$\":\"float\",\"v\":" + JsonSerializer.Serialize(((IFormattable)value).ToString(value is decimal ? null : "R", CultureInfo.InvariantCulture)) + "}",
        sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IDictionary map => "{\"$\":\"dict\",\"v\":[" + string.Join(',', map.Keys.Cast<object>().Select(key => "[" + Encode(key, depth + 1) + "," + Encode(map[key], depth + 1) + "]")) + "]}",
        ITuple tuple => "[" + string.Join(',', Enumerable.Range(0, tuple.Length).Select(i => Encode(tuple[i], depth + 1))) + "]",
        IEnumerable items when value.GetType().Name.StartsWith("HashSet", StringComparison.Ordinal) => "{\"$\":\"set\",\"v\":" + List(items, depth) + "}",
        IEnumerable items => List(items, depth),
        _ => "{\"$\":\"opaque\"}",
    };

    private static string List(IEnumerable items, int depth) => "[" + string.Join(',', items.Cast<object?>().Select(item => Encode(item, depth + 1))) + "]";

    private static void Send(Stream replies, string line)
    {
        replies.Write(Encoding.UTF8.GetBytes(line + "\n"));
        replies.Flush();
    }
}
