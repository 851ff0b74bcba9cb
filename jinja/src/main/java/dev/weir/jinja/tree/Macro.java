package dev.weir.jinja.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A macro as written: parameters, defaults for the last of them, body. The same stands for the body of a {@code call} block.
 * The slots were settled by the resolver; immutable once the template is.
 */
public final class Macro {
    private final int start;
    private int end;
    private final String tag;
    private final String name;
    private final List<Name> parameters;
    private final List<Expression> defaults;
    private final List<Statement> body;
    private final Scope scope = new Scope();
    private int frameSize;
    private int callerSlot = -1;
    private int keywordsSlot = -1;
    private int varargsSlot = -1;
    private boolean explicitCaller;
    private @Nullable String boundName;

    public Macro(
            int start,
            int end,
            String tag,
            String name,
            List<Name> parameters,
            List<Expression> defaults,
            List<Statement> body) {
        this.start = start;
        this.end = end;
        this.tag = tag;
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.defaults = List.copyOf(defaults);
        this.body = List.copyOf(body);
    }

    /** For the resolver only; a negative slot means that the body does not ask for it. */
    public void bind(int newFrameSize, int caller, boolean callerIsParameter, int keywords, int varargs) {
        frameSize = newFrameSize;
        callerSlot = caller;
        explicitCaller = callerIsParameter;
        keywordsSlot = keywords;
        varargsSlot = varargs;
    }

    /** For the parser only: where the closing tag ends, and the name the macro is bound to in its template. */
    public void close(int newEnd, String newBoundName) {
        end = newEnd;
        boundName = newBoundName;
    }

    /** Where <code>{%</code> of the opening tag stands. */
    public int start() {
        return start;
    }

    /** Behind the {@code %}} of the closing tag. */
    public int end() {
        return end;
    }

    /** The word that opened it: {@code macro}, {@code call}, {@code materialization}, … */
    public String tag() {
        return tag;
    }

    /** The name as its tag gives it. */
    public String name() {
        return name;
    }

    /** The name its template knows it by, which may have a prefix. Error messages use it. */
    public String boundName() {
        return boundName == null ? name : boundName;
    }

    public List<Name> parameters() {
        return parameters;
    }

    /** The defaults of the last parameters. */
    public List<Expression> defaults() {
        return defaults;
    }

    public List<Statement> body() {
        return body;
    }

    public Scope scope() {
        return scope;
    }

    public int frameSize() {
        return frameSize;
    }

    /** The slot of {@code caller}, negative when the body never asks for it. */
    public int callerSlot() {
        return callerSlot;
    }

    /** Whether {@code caller} is one of the parameters written. */
    public boolean explicitCaller() {
        return explicitCaller;
    }

    public int keywordsSlot() {
        return keywordsSlot;
    }

    public int varargsSlot() {
        return varargsSlot;
    }
}
