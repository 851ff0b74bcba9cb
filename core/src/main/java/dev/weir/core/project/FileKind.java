package dev.weir.core.project;

/** What a project file is read as. One file may be listed under several kinds ({@code tests/generic/x.sql} is a macro file). */
public enum FileKind {
    MODEL,
    SEED,
    SNAPSHOT,
    ANALYSIS,
    SINGULAR_TEST,
    GENERIC_TEST,
    MACRO,
    DOCS,
    FIXTURE,
    FUNCTION,
    PROPERTIES
}
