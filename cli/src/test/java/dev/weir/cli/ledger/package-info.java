/** The ledger of breadth: docs/ledger/*.tsv and COMPATIBILITY.md against what the code says of itself. */
@NullMarked
package dev.weir.cli.ledger;

import org.jspecify.annotations.NullMarked;
