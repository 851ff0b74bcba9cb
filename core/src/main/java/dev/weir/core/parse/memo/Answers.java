package dev.weir.core.parse.memo;

import dev.weir.core.project.Questions;

/** Answers again what a piece of work once asked, with the same effects on whoever is asked. Thread-safe. */
@FunctionalInterface
public interface Answers {
    String to(Questions.Question question);
}
