package dev.weir.packages;

import java.nio.file.Path;

/**
 * A package in a folder beside the project.
 *
 * @param written the path as written
 * @param folder where it is, absolute
 * @param name the name in its dbt_project.yml
 */
record LocalPackage(String written, Path folder, String name) {}
