/**
 * Python's values and what can be done with them: what an expression of a template yields.
 *
 * <p>None is {@link dev.weir.jinja.value.None#NONE}, bool {@link Boolean}, int {@link Long} (or {@link
 * java.math.BigInteger} where that does not fit), float {@link Double}, Decimal {@link java.math.BigDecimal}, str {@link
 * String}; containers are {@link dev.weir.jinja.value.PyList}, {@link dev.weir.jinja.value.PyTuple}, {@link
 * dev.weir.jinja.value.PyDict}, {@link dev.weir.jinja.value.PySet}; everything else is a {@link
 * dev.weir.jinja.value.PyObject}. Start at {@link dev.weir.jinja.value.Values}.
 */
@NullMarked
package dev.weir.jinja.value;

import org.jspecify.annotations.NullMarked;
