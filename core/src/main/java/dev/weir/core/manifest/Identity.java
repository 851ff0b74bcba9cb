package dev.weir.core.manifest;

import java.util.List;

/**
 * Who a resource is and where it stands.
 *
 * @param uniqueId {@code "model.shop.orders"}
 * @param fqn package, folders below the resource path, name
 * @param path relative to the resource path it was found under ({@code "marts/orders.sql"})
 * @param originalFilePath relative to its project ({@code "models/marts/orders.sql"}), always with forward slashes
 */
public record Identity(
        String uniqueId,
        ResourceType resourceType,
        String packageName,
        String name,
        List<String> fqn,
        String path,
        String originalFilePath) {
    public Identity {
        fqn = List.copyOf(fqn);
    }

    /** {@code model orders (models/orders.sql)}: how messages name it. */
    public String subject() {
        return resourceType.wireName() + " " + name + " (" + originalFilePath + ")";
    }
}
