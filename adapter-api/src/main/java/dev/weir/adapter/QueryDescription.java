package dev.weir.adapter;

/**
 * How a database tells the columns of a query without running it: three statements, to be sent in this order by one session.
 *
 * @param create makes something that has the query's columns
 * @param question yields a row for each column: its name and its wire's type id
 * @param drop takes away what {@code create} made
 */
public record QueryDescription(String create, String question, String drop) {}
