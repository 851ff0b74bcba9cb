package dev.weir.web.docs;

/** What was written. */
public record SiteSummary(int entries, int tests, int pageFiles) {}
