package dev.weir.adapter;

import static dev.weir.adapter.ProfileKey.Kind.FLAG;
import static dev.weir.adapter.ProfileKey.Kind.PORT;
import static dev.weir.adapter.ProfileKey.Kind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Words are the reference's, recorded. */
class ProfileSpecTest {
    private static final ProfileSpec SPEC = new ProfileSpec(
            "x",
            List.of(
                    ProfileKey.required("database", TEXT, "dbname"),
                    ProfileKey.required("port", PORT),
                    ProfileKey.required("password", TEXT, "pass").hidden(),
                    ProfileKey.withDefault("retries", ProfileKey.Kind.INTEGER, 1L),
                    ProfileKey.withDefault("embedded", FLAG, false)),
            List.of("database", "port", "retries"),
            List.of("embedded"),
            Map.of("database", "postgres"));

    private static ProfileSpec.Outcome check(Object... keysAndValues) {
        Map<String, @Nullable Object> target = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            target.put(String.valueOf(keysAndValues[at]), keysAndValues[at + 1]);
        }
        return SPEC.check(target);
    }

    @Test
    void missingKeyIsNamed() {
        assertThat(check("dbname", "d", "port", 1L))
                .isEqualTo(new ProfileSpec.Outcome.Invalid("'password' is a required property"));
    }

    @Test
    void portAsTextIsRefused() {
        assertThat(check("dbname", "d", "port", "6875", "pass", "p"))
                .isEqualTo(new ProfileSpec.Outcome.Invalid("'6875' is not of type 'integer'"));
    }

    @Test
    void aliasesAndDefaultsMeetUnderTheKeysOwnNames() {
        ProfileSpec.Outcome outcome = check("type", "x", "dbname", "d", "port", 1L, "pass", "p", "odd", true);
        assertThat(outcome).isInstanceOfSatisfying(ProfileSpec.Outcome.Valid.class, valid -> {
            assertThat(valid.credentials().database()).isEqualTo("d");
            assertThat(valid.credentials().values()).containsEntry("retries", 1L);
            assertThat(valid.unknownKeys()).containsExactly("odd");
            assertThat(SPEC.target(valid.credentials()))
                    .containsEntry("dbname", "d")
                    .doesNotContainKey("password");
        });
    }

    @Test
    void embeddedServerNeedsNoAddress() {
        assertThat(check("embedded", true))
                .isInstanceOfSatisfying(
                        ProfileSpec.Outcome.Valid.class,
                        valid -> assertThat(valid.credentials().database()).isEqualTo("postgres"));
    }

    @Test
    void credentialsNeverShowTheirValues() {
        assertThat(check("dbname", "d", "port", 1L, "pass", "hush").toString()).doesNotContain("hush");
    }
}
