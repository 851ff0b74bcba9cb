package dev.weir.adapters.postgres;

import java.util.Optional;

/** The labels contracts show for the wire's type ids. Source: the driver's type table, recorded. */
public final class ContractTypes {
    private ContractTypes() {}

    public static Optional<String> label(int typeId) {
        String label = switch (typeId) {
            case 16 -> "BOOLEAN";
            case 17 -> "BINARY";
            case 18, 19, 25, 1042, 1043 -> "TEXT";
            case 20 -> "LONGINTEGER";
            case 21, 23 -> "INTEGER";
            case 26 -> "ROWID";
            case 700, 701 -> "FLOAT";
            case 1700 -> "DECIMAL";
            case 1082 -> "DATE";
            case 1083, 1266 -> "TIME";
            case 1114 -> "DATETIME";
            case 1184 -> "DATETIMETZ";
            case 1186 -> "INTERVAL";
            case 114 -> "JSON";
            case 3802 -> "JSONB";
            case 1000 -> "BOOLEANARRAY";
            case 1001 -> "BINARYARRAY";
            case 1005, 1006, 1007 -> "INTEGERARRAY";
            case 1016 -> "LONGINTEGERARRAY";
            case 1021, 1022 -> "FLOATARRAY";
            case 1231 -> "DECIMALARRAY";
            case 1002, 1003, 1009, 1014, 1015 -> "STRINGARRAY";
            case 1115 -> "DATETIMEARRAY";
            case 1182 -> "DATEARRAY";
            case 1183 -> "TIMEARRAY";
            case 1185 -> "DATETIMETZARRAY";
            case 1187 -> "INTERVALARRAY";
            case 1028 -> "ROWIDARRAY";
            case 199 -> "JSONARRAY";
            case 3807 -> "JSONBARRAY";
            case 1041 -> "INETARRAY";
            default -> "";
        };
        return label.isEmpty() ? Optional.empty() : Optional.of(label);
    }
}
