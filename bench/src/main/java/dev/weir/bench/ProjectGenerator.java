package dev.weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a dbt project of a given size for PostgreSQL: layered models in folders of fifty, each reading one to three earlier
 * ones, calling two macros and one var, described in YAML with two or three generic tests. The same size and seed give the
 * same bytes.
 */
public final class ProjectGenerator {
    private static final int MODELS_PER_FOLDER = 50;

    private final Path folder;
    private final int models;
    private final Random random;

    private ProjectGenerator(Path folder, int models, long seed) {
        this.folder = folder;
        this.models = models;
        this.random = new Random(seed);
    }

    /** Arguments: folder, number of models, seed (7 when absent). The folder is made; files in it are overwritten. */
    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            throw new IllegalArgumentException("usage: ProjectGenerator <folder> <models> [seed]");
        }
        write(Path.of(args[0]), Integer.parseInt(args[1]), args.length > 2 ? Long.parseLong(args[2]) : 7);
    }

    public static void write(Path folder, int models, long seed) throws IOException {
        new ProjectGenerator(folder, models, seed).write();
    }

    private void write() throws IOException {
        put("dbt_project.yml", """
                name: bench
                version: '1.0'
                config-version: 2
                profile: bench
                model-paths: [models]
                macro-paths: [macros]
                vars:
                  currency: EUR
                models:
                  bench:
                    +materialized: view
                """);
        put("profiles.yml", """
                bench:
                  target: dev
                  outputs:
                    dev:
                      type: postgres
                      host: "{{ env_var('BENCH_HOST', 'localhost') }}"
                      port: "{{ env_var('BENCH_PORT', '5432') | as_number }}"
                      user: "{{ env_var('BENCH_USER', 'weir') }}"
                      password: "{{ env_var('BENCH_PASSWORD', 'weir') }}"
                      dbname: "{{ env_var('BENCH_DATABASE', 'weir') }}"
                      schema: "{{ env_var('BENCH_SCHEMA', 'bench') }}"
                      threads: 8
                """);
        put("macros/money.sql", """
                {% macro in_cents(column, precision=2) -%}
                    round({{ column }} * 100, {{ precision }})
                {%- endmacro %}

                {% macro label(name) -%}
                    '{{ name | upper }}'
                {%- endmacro %}
                """);
        int folders = (models + MODELS_PER_FOLDER - 1) / MODELS_PER_FOLDER;
        for (int each = 0; each < folders; each++) {
            writeFolder(each);
        }
    }

    private void writeFolder(int number) throws IOException {
        String path = "models/area_" + number + "/";
        StringBuilder yaml = new StringBuilder("version: 2\nmodels:\n");
        int end = Math.min(models, (number + 1) * MODELS_PER_FOLDER);
        for (int model = number * MODELS_PER_FOLDER; model < end; model++) {
            put(path + name(model) + ".sql", sql(model));
            describe(yaml, model);
        }
        put(path + "schema.yml", yaml.toString());
    }

    private static String name(int model) {
        return "model_" + model;
    }

    private String sql(int model) {
        StringBuilder sql = new StringBuilder("{{ config(tags=['layer_" + model % 7 + "']) }}\n");
        if (model < 5) {
            return sql.append("select ")
                    .append(model)
                    .append(" as id, 10.5::numeric as amount, {{ label('")
                    .append(name(model))
                    .append("') }} as label, {{ in_cents('10.5::numeric') }} as cents,\n")
                    .append("    '{{ var(\"currency\") }}' as currency\n")
                    .toString();
        }
        int parents = 1 + random.nextInt(3);
        sql.append("with\n");
        for (int parent = 0; parent < parents; parent++) {
            sql.append("source_")
                    .append(parent)
                    .append(" as (\n    select * from {{ ref('")
                    .append(name(parentOf(model)))
                    .append("') }}\n)")
                    .append(parent + 1 < parents ? ",\n" : "\n");
        }
        sql.append("select\n    source_0.id,\n    source_0.amount,\n    {{ label('")
                .append(name(model))
                .append("') }} as label,\n    {{ in_cents('source_0.amount') }} as cents,\n")
                .append("    '{{ var(\"currency\") }}' as currency\nfrom source_0\n");
        for (int parent = 1; parent < parents; parent++) {
            sql.append("left join source_")
                    .append(parent)
                    .append(" on source_")
                    .append(parent)
                    .append(".id = source_0.id\n");
        }
        return sql.toString();
    }

    /** One of the first five, so that views nest a few levels deep and never explode. */
    private int parentOf(int model) {
        int window = Math.min(model, 40);
        return random.nextInt(4) == 0 ? model - 1 - random.nextInt(window) : random.nextInt(5);
    }

    private void describe(StringBuilder yaml, int model) {
        yaml.append("  - name: ").append(name(model)).append('\n');
        yaml.append("    description: Model number ").append(model).append(", made for measurements.\n");
        yaml.append("    columns:\n");
        yaml.append("      - name: id\n        description: The key of the row.\n");
        yaml.append("        data_tests:\n          - not_null\n");
        if (random.nextBoolean()) {
            yaml.append("          - unique\n");
        }
        yaml.append("      - name: currency\n        description: Always the same.\n");
        yaml.append("        data_tests:\n          - accepted_values:\n              arguments:\n");
        yaml.append("                values: ['EUR', 'USD']\n");
        yaml.append("      - name: amount\n        description: How much.\n");
    }

    private void put(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
