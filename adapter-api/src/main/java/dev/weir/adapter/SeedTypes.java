package dev.weir.adapter;

/** The column types a seed's inferred types become. */
public record SeedTypes(
        String text, String integer, String number, String bool, String datetime, String date, String time) {}
