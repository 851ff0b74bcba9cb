package dev.weir.adapter;

/** Things some databases can do. Source: dbt's adapter capabilities. */
public enum Capability {
    SCHEMA_METADATA_BY_RELATIONS("SchemaMetadataByRelations"),
    TABLE_LAST_MODIFIED_METADATA("TableLastModifiedMetadata"),
    TABLE_LAST_MODIFIED_METADATA_BATCH("TableLastModifiedMetadataBatch"),
    GET_CATALOG_FOR_SINGLE_RELATION("GetCatalogForSingleRelation"),
    MICROBATCH_CONCURRENCY("MicrobatchConcurrency");

    /** How far it goes. */
    public enum Support {
        UNKNOWN,
        UNSUPPORTED,
        NOT_IMPLEMENTED,
        VERSIONED,
        FULL
    }

    private final String wireName;

    Capability(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
