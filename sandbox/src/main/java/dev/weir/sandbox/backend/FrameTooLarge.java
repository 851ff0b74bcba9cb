package dev.weir.sandbox.backend;

import java.io.IOException;

/** A message whose length cannot be meant, or will not be taken; what follows it cannot be read. */
public final class FrameTooLarge extends IOException {
    private static final long serialVersionUID = 1;

    FrameTooLarge(String message) {
        super(message);
    }
}
