package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.CatalogChange;
import dev.weir.sandbox.dialect.ParsedStatement;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a transaction block may hold, after Materialize's rules: it reads, or inserts, or changes names in the catalog, or is
 * one other statement put off until COMMIT. Source: Materialize docs, "BEGIN"; messages as recorded in its
 * test/sqllogictest/transactions.slt. One thread.
 */
final class TransactionRules {
    private final AtomicLong catalogVersion;
    private Kind kind = Kind.NEW;
    private boolean open;
    private long blocks;
    private boolean explicit;
    private boolean readOnly;
    private boolean queried;
    private long versionBefore;
    private Optional<CatalogChange> putOff = Optional.empty();

    private enum Kind {
        NEW,
        READS,
        SUBSCRIBES,
        WRITES,
        CHANGES_NAMES,
        SINGLE
    }

    /** What is to be done with a statement. */
    enum Verdict {
        RUN,
        PUT_OFF
    }

    /** @param catalogVersion counts the changes of the catalog by all sessions */
    TransactionRules(AtomicLong catalogVersion) {
        this.catalogVersion = catalogVersion;
    }

    /** A block begins, or goes on with another mode. */
    void begin(boolean explicitly, Optional<Boolean> readOnlyWanted) {
        if (!open) {
            open = true;
            blocks++;
            kind = Kind.NEW;
            readOnly = false;
            queried = false;
        }
        explicit |= explicitly;
        if (readOnlyWanted.isEmpty()) return;
        if (readOnly && !readOnlyWanted.get() && queried) {
            throw SqlError.of("25001", "transaction read-write mode must be set before any query");
        }
        readOnly = readOnlyWanted.get();
    }

    /** The block is over; what was put off until now, if it is to be done. */
    Optional<CatalogChange> end() {
        Optional<CatalogChange> todo = putOff;
        open = false;
        explicit = false;
        kind = Kind.NEW;
        putOff = Optional.empty();
        return todo;
    }

    /** The number of the block that is open, from 1; 0 when there is none. */
    long block() {
        return open ? blocks : 0;
    }

    /** Whether BEGIN was said. */
    boolean explicit() {
        return open && explicit;
    }

    /** Before COMMIT: nobody else may have changed the catalog under changes of names. */
    void beforeCommit() {
        if (kind == Kind.CHANGES_NAMES) requireSameCatalog();
    }

    /** The catalog has been changed by a statement or a block of this session. */
    void catalogChanged() {
        long now = catalogVersion.incrementAndGet();
        if (open) versionBefore = now;
    }

    boolean changesNames() {
        return open && kind == Kind.CHANGES_NAMES;
    }

    /** Before a statement runs; throws when the block may not hold it. */
    Verdict admit(ParsedStatement parsed) {
        if (!open) return Verdict.RUN;
        Statement statement = parsed.statement();
        if (statement instanceof Statement.Begin
                || statement instanceof Statement.Commit
                || statement instanceof Statement.Rollback) {
            return Verdict.RUN;
        }
        if (kind == Kind.SINGLE) {
            throw SqlError.of("25000", "this transaction can only execute a single statement");
        }
        if (statement instanceof CatalogChange change) return admitChange(change, parsed.text());
        admitOther(statement, parsed.text());
        return Verdict.RUN;
    }

    private Verdict admitChange(CatalogChange change, String text) {
        if (change.inTransactionBlock()) {
            switch (kind) {
                case NEW -> versionBefore = catalogVersion.get();
                case CHANGES_NAMES -> requireSameCatalog();
                case READS, SUBSCRIBES -> throw readOnlyMode();
                case WRITES -> throw writeOnlyMode();
                case SINGLE -> throw new IllegalStateException("refused before");
            }
            kind = Kind.CHANGES_NAMES;
            return Verdict.RUN;
        }
        if (kind != Kind.NEW || !explicit || queried) throw alone(text);
        kind = Kind.SINGLE;
        putOff = Optional.of(change);
        return Verdict.PUT_OFF;
    }

    private void requireSameCatalog() {
        if (catalogVersion.get() != versionBefore) {
            throw SqlError.of("40001", "another session modified the catalog while this DDL transaction was open");
        }
    }

    private void admitOther(Statement statement, String text) {
        switch (statement) {
            case Statement.Query query -> read(query.text());
            case Statement.ShowObjects _, Statement.ShowCreate _ -> enter(Kind.READS);
            case Statement.Copy _ -> enter(Kind.WRITES);
            case Statement.CopyOut copy -> read(copy.rows());
            case Statement.Subscribe subscribe -> subscribe(subscribe);
            case Statement.CopySubscribe copy -> subscribe(copy.subscribe());
            case Statement.Declare declare -> {
                if (declare.of() instanceof Statement.Subscribe subscribe) subscribe(subscribe);
                else if (declare.of() instanceof Statement.Query query) read(query.text());
            }
            case Statement.Write write -> {
                if (readsAndWrites(write)) throw alone(text);
                if (readOnly) throw readOnlyMode();
                enter(Kind.WRITES);
            }
            case Statement.SetVariable set -> {
                if (queried && kind != Kind.NEW) {
                    String name = SessionVariables.canonical(set.name()).orElse("");
                    if (name.equals("cluster")) {
                        throw SqlError.of("25001", "SET cluster cannot be called in an active transaction");
                    }
                    if (name.equals("transaction_isolation")) {
                        throw SqlError.of("25001", "SET TRANSACTION ISOLATION LEVEL must be called before any query");
                    }
                }
            }
            default -> {}
        }
    }

    /** Whether a statement writes what depends on rows that are there. */
    static boolean readsAndWrites(ParsedStatement parsed) {
        return parsed.statement() instanceof Statement.Write write && readsAndWrites(write);
    }

    private static boolean readsAndWrites(Statement.Write write) {
        return !write.tag().equals("INSERT") || write.text().relations().size() > 1;
    }

    /** A query without relations is a constant, which any block may ask for. */
    private void read(SqlFragment query) {
        queried = true;
        if (!query.relations().isEmpty()) enter(Kind.READS);
    }

    private void subscribe(Statement.Subscribe subscribe) {
        queried = true;
        if (subscribe.asOf().isPresent()) return;
        if (kind == Kind.SUBSCRIBES) throw onlySubscribe();
        if (kind == Kind.READS) {
            throw readOnlyMode()
                    .withDetail("SELECT queries cannot be combined with other query types, including SUBSCRIBE.");
        }
        enter(Kind.SUBSCRIBES);
    }

    private void enter(Kind wanted) {
        queried = true;
        if (kind == wanted) return;
        switch (kind) {
            case NEW -> kind = wanted;
            case READS -> throw readOnlyMode();
            case SUBSCRIBES -> throw wanted == Kind.READS ? onlySubscribe() : readOnlyMode();
            case WRITES -> throw writeOnlyMode();
            case CHANGES_NAMES ->
                throw SqlError.of(
                        "25000", "transactions which modify objects are restricted to just modifying objects");
            case SINGLE -> throw new IllegalStateException("refused before");
        }
    }

    private static SqlError readOnlyMode() {
        return SqlError.of("25006", "transaction in read-only mode");
    }

    private static SqlError writeOnlyMode() {
        return SqlError.of("25000", "transaction in write-only mode");
    }

    private static SqlError onlySubscribe() {
        return SqlError.of("25000", "SUBSCRIBE in transactions must be the only read statement");
    }

    private static SqlError alone(String text) {
        return SqlError.of("25001", text.replaceAll("\\s+", " ") + " cannot be run inside a transaction block");
    }
}
