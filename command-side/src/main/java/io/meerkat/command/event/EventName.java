package io.meerkat.command.event;

/** What an event is called for ever, whatever its class is called, and the revision of its form. */
public record EventName(String name, int revision) {
    @Override
    public String toString() {
        return name + "/" + revision;
    }
}
