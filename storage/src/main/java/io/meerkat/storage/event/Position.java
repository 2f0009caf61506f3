package io.meerkat.storage.event;

/**
 * A place in the global order of events: by incarnation of the database cluster, then transaction, then position. A
 * reader that has everything up to a place never misses an event that was committed late.
 */
public record Position(int incarnation, long xid, long position) implements Comparable<Position> {
    public static final Position BEFORE_ALL = new Position(0, 0, -1);

    @Override
    public int compareTo(Position other) {
        int byIncarnation = Integer.compare(incarnation, other.incarnation);
        if (byIncarnation != 0) {
            return byIncarnation;
        }
        int byXid = Long.compareUnsigned(xid, other.xid);
        return byXid != 0 ? byXid : Long.compare(position, other.position);
    }
}
