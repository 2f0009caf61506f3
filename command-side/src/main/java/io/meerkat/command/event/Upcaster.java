package io.meerkat.command.event;

import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Turns an event of an old revision into one of the next, as it is read. The stored bytes stay as they are. */
public record Upcaster(EventName from, UnaryOperator<ObjectNode> change) {}
