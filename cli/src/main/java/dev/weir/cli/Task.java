package dev.weir.cli;

import dev.weir.cli.console.Console;
import dev.weir.cli.line.ParsedLine;
import dev.weir.core.engine.Engine;
import dev.weir.core.event.Events;
import dev.weir.core.run.Cancellation;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a command works with.
 *
 * @param words as typed, without the program's name
 * @param engines yields the engine with the adapters that are there
 */
record Task(
        ParsedLine line,
        List<String> words,
        Surroundings surroundings,
        Console console,
        Events events,
        Cancellation cancellation,
        Supplier<Engine> engines) {

    Engine engine() {
        return engines.get();
    }
}
