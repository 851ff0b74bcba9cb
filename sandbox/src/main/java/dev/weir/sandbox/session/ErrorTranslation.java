package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.Functions;
import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Token;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's errors ⇒ Materialize's: its words where clients match on them, positions in the client's own text. */
final class ErrorTranslation {
    private static final java.util.regex.Pattern COLLECTION =
            java.util.regex.Pattern.compile("\"([a-z0-9 ]+ list|map\\[[^\"]+)\"");

    private static final java.util.regex.Pattern NOT_ALLOWED = java.util.regex.Pattern.compile(
            "(?:aggregate|window|set-returning) functions are not allowed in (?:WHERE|HAVING|RETURNING|JOIN conditions)");

    private ErrorTranslation() {}

    static ServerMessage translate(ServerMessage error, Rewritten sql) {
        Optional<Integer> source = position(error, sql);
        ServerMessage translated = error.without('P')
                .without('q')
                .without('p')
                .without('W')
                .without('F')
                .without('L')
                .without('R')
                .without('s')
                .without('t')
                .without('n')
                .without('c')
                .without('d');
        if (source.isPresent()) translated = translated.with('P', Integer.toString(source.get() + 1));
        String message = error.message();
        if (message.equals("invalid input syntax for type json")) {
            return ofEvaluation(badJson(translated.without('D').without('H'), error, sql), sql);
        }
        if (error.field('R').orElse("").equals("DateTimeParseError")) {
            return ofEvaluation(badDateTime(translated.without('H'), error, sql), sql);
        }
        return switch (error.sqlState()) {
            case "WR001" -> error; // told apart by the session, which waits
            case "42601" -> translated.with('M', syntaxError(message));
            case "42P01" ->
                message.contains(" FROM-clause entry for table ")
                        ? outOfScope(translated.without('H').without('D'), error, sql)
                        : missingRelation(translated, source.flatMap(sql::relationAt));
            case "3F000" ->
                message.startsWith("schema ")
                        ? translated.with('M', "unknown schema '" + shown(between(message)) + "'")
                        : translated;
            case "42P07" ->
                translated.with('C', "42710").with('M', "catalog item '" + between(message) + "' already exists");
            case "42883", "42725", "42804", "42846" ->
                message.contains(Functions.UNSUPPORTED)
                        ? unsupported(
                                translated,
                                "the function " + functionOf(message),
                                "It runs on a real Materialize only.")
                        : message.contains("record[]")
                                ? unsupported(
                                        translated,
                                        "this use of a list of records",
                                        "Use a list for each of their fields, or jsonb.")
                                : Wording.of(message).equals(message)
                                        ? translated.with('M', typeNames(message))
                                        : translated
                                                .with('M', typeNames(message))
                                                .without('H');
            case "42P13" ->
                message.endsWith(" is not supported for SQL functions")
                        ? unsupported(
                                translated.without('D'),
                                "an element of a list of records",
                                "Use a list for each of their fields, or jsonb.")
                        : Wording.of(translated, message);
            case "42803", "42P20", "0A000" ->
                NOT_ALLOWED.matcher(message).matches()
                        ? notAllowed(Wording.of(translated, message), error, sql)
                        : Wording.of(translated, message);
            case "42P10" ->
                message.endsWith(" must not contain variables")
                        ? translated.with('C', "42703").with('M', "column \"" + path(error, sql) + "\" does not exist")
                        : Wording.of(translated, message);
            case "22003" -> {
                if (OutOfRange.ofConstant(error)) yield translated;
                Optional<String> overflow = OutOfRange.overflow(error);
                yield ofEvaluation(
                        overflow.isPresent() ? translated.with('M', overflow.get()) : Wording.of(translated, message),
                        sql);
            }
            case "42703" ->
                message.endsWith(" in record data type")
                        ? unsupported(
                                translated.without('D'),
                                "a field of a record whose type has no name",
                                "Take it where the record is made, or cast the record to a type made with CREATE TYPE.")
                        : Wording.of(translated, message).without('H').without('D');
            default ->
                message.contains("_weir")
                        ? translated.with('M', message.replaceAll("\"?_weir[a-z_]*\"?\\.", ""))
                        : ofEvaluation(Wording.of(translated, message), sql);
        };
    }

    /**
     * A fault of a value (data exceptions, a subquery of several rows) found while relations are read. Constants are computed
     * before. Source: Materialize's test/sqllogictest/error_semantics.slt, regex.slt.
     */
    private static ServerMessage ofEvaluation(ServerMessage error, Rewritten sql) {
        boolean ofValue = error.sqlState().startsWith("22") || error.sqlState().equals("21000");
        if (!ofValue || !sql.reads() || error.message().startsWith("sandbox: ")) return error;
        return error.with('M', "Evaluation error: " + error.message());
    }

    /** PostgreSQL says where the literal stands, Materialize what is wrong with it. */
    private static ServerMessage badJson(ServerMessage translated, ServerMessage error, Rewritten sql) {
        String words = "invalid input syntax for type jsonb";
        Optional<String> literal = textAt(error, sql).flatMap(text -> {
            Token first = Lexer.tokenize(text).getFirst();
            return first.kind() == Token.Kind.STRING ? Optional.of(first.text()) : Optional.empty();
        });
        Optional<String> fault = literal.flatMap(JsonFault::of);
        return translated.with(
                'M', fault.isEmpty() ? words : words + ": " + fault.get() + ": \"" + literal.orElse("") + '"');
    }

    /** PostgreSQL does not always say of what type the text was to be, and never what is wrong with it. */
    private static ServerMessage badDateTime(ServerMessage translated, ServerMessage error, Rewritten sql) {
        String message = error.message();
        int quote = message.indexOf(": \"");
        if (quote < 0) return translated;
        String text = message.substring(quote + 3, message.length() - 1);
        String syntax = "invalid input syntax for type ";
        Optional<String> type = message.startsWith(syntax)
                ? Optional.of(message.substring(syntax.length(), quote))
                : error.field('P')
                        .flatMap(place -> DateTimeFault.typeOfLiteral(
                                sql.sql(), sql.sql().offsetByCodePoints(0, Integer.parseInt(place) - 1)));
        if (type.isEmpty()) return translated;
        if (type.get().equals("interval")) return Wording.of(translated, message);
        String fault =
                DateTimeFault.of(type.get(), text).map(each -> ": " + each).orElse("");
        return translated.with('M', syntax + type.get() + fault + ": \"" + text + '"');
    }

    private static String functionOf(String message) {
        int start = message.indexOf(Functions.UNSUPPORTED) + Functions.UNSUPPORTED.length();
        int end = message.indexOf('(', start);
        return message.substring(start, end < 0 ? message.length() : end);
    }

    private static ServerMessage unsupported(ServerMessage error, String what, String hint) {
        SqlError refusal = SqlError.unsupported(what, hint);
        return error.with('C', refusal.sqlState())
                .with('M', refusal.message())
                .with('H', refusal.hint().orElse(""));
    }

    /** Lists and maps are types with odd names for PostgreSQL, which quotes them. */
    private static String typeNames(String message) {
        return COLLECTION
                .matcher(Wording.of(message))
                .replaceAll("$1")
                .replace("mz_catalog.", "")
                .replace("_weir_final.", "")
                .replace(Functions.ABSENT, "");
    }

    private static Optional<Integer> position(ServerMessage error, Rewritten sql) {
        return error.field('P').flatMap(text -> {
            int codePoints = Integer.parseInt(text) - 1;
            String ours = sql.sql();
            if (codePoints > ours.codePointCount(0, ours.length())) return Optional.empty();
            return sql.sourceOffset(ours.offsetByCodePoints(0, codePoints));
        });
    }

    /** What our grammar let pass and PostgreSQL's did not, in the words of Materialize's parser. */
    private static String syntaxError(String message) {
        if (message.equals("syntax error at end of input")) return "Expected an expression, found EOF";
        if (!message.startsWith("syntax error at or near ")) return message;
        String near = message.substring("syntax error at or near ".length());
        String text = near.length() > 2 ? near.substring(1, near.length() - 1) : near;
        try {
            return "Expected end of statement, found "
                    + Lexer.tokenize(text).getFirst().described();
        } catch (SqlError e) {
            return "Expected end of statement, found " + near;
        }
    }

    /** A column, or all of them, of a table that is not in sight. */
    private static ServerMessage outOfScope(ServerMessage translated, ServerMessage error, Rewritten sql) {
        String table = between(error.message());
        Optional<List<Token>> from = textAt(error, sql).map(Lexer::tokenize);
        var column = new StringBuilder(table);
        if (from.isPresent()) {
            List<Token> tokens = from.get();
            for (int i = 1; i + 1 < tokens.size() && tokens.get(i).symbol("."); i += 2) {
                if (tokens.get(i + 1).symbol("*")) {
                    return translated.with('M', "no table named '" + table + "' in scope");
                }
                column.append('.').append(tokens.get(i + 1).text());
            }
        }
        return translated.with('C', "42703").with('M', "column \"" + column + "\" does not exist");
    }

    /** The function that stands where none of its kind may; named as Materialize does. Source: test/sqllogictest/returning.slt. */
    private static ServerMessage notAllowed(ServerMessage worded, ServerMessage error, Rewritten sql) {
        String function = path(error, sql);
        String clause = worded.message().endsWith(" RETURNING") ? worded.message() + " clause" : worded.message();
        if (function.isEmpty() || !clause.endsWith(" clause")) return worded.with('M', clause);
        int dot = function.lastIndexOf('.');
        return worded.with('M', clause + " (function pg_catalog." + function.substring(dot + 1) + ")");
    }

    /** The name, maybe with others before it, at which PostgreSQL points; empty when it points at none. */
    private static String path(ServerMessage error, Rewritten sql) {
        var path = new StringBuilder();
        for (Token token : textAt(error, sql).map(Lexer::tokenize).orElse(List.of())) {
            if (!token.name() && !token.symbol(".")) break;
            if (token.name() && !path.isEmpty() && path.charAt(path.length() - 1) != '.') break;
            path.append(token.text());
        }
        return path.toString();
    }

    private static Optional<String> textAt(ServerMessage error, Rewritten sql) {
        return error.field('P')
                .map(text -> sql.sql().substring(sql.sql().offsetByCodePoints(0, Integer.parseInt(text) - 1)));
    }

    private static ServerMessage missingRelation(ServerMessage error, Optional<Name> name) {
        if (!error.message().startsWith("relation ")) return error;
        String shown = name.map(Name::dotted).orElseGet(() -> shown(between(error.message())));
        return error.with('M', "unknown catalog item '" + shown + "'");
    }

    /** What stands between the first pair of double quotes. */
    private static String between(String message) {
        int open = message.indexOf('"');
        int close = message.indexOf('"', open + 1);
        return open < 0 || close < 0 ? message : message.substring(open + 1, close);
    }

    /** Without the id that schemas of other databases have in front. */
    private static String shown(String physical) {
        return physical.matches("u\\d+\\..*") ? physical.substring(physical.indexOf('.') + 1) : physical;
    }

    /** PostgreSQL's refusal of SQL made from the client's, in Materialize's words. */
    static BackendException translated(BackendException refusal, Rewritten sql) {
        return new BackendException(translate(refusal.error(), sql));
    }

    /** The same where our own words stand around the client's, so that PostgreSQL's position says nothing. */
    static BackendException translatedWithoutPosition(BackendException refusal, Rewritten sql) {
        return new BackendException(translate(refusal.error().without('P'), sql));
    }

    /** What the client is told of a refusal, ours or PostgreSQL's. */
    static ServerMessage told(RuntimeException refusal) {
        return switch (refusal) {
            case SqlError ours -> of(ours);
            case BackendException postgres -> postgres.error();
            default -> throw refusal;
        };
    }

    static ServerMessage of(SqlError error) {
        ServerMessage message = ServerMessage.of("ERROR", error.sqlState(), error.message());
        if (error.detail().isPresent())
            message = message.with('D', error.detail().get());
        if (error.hint().isPresent()) message = message.with('H', error.hint().get());
        return error.position() < 0 ? message : message.with('P', Integer.toString(error.position() + 1));
    }
}
