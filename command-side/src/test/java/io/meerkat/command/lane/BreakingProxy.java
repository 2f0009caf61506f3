package io.meerkat.command.lane;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stands between a client and PostgreSQL and understands just enough of their protocol to know where COMMIT is: so that
 * it can break the connection right before the server hears it, or right before the client hears the answer.
 */
final class BreakingProxy implements AutoCloseable {
    private static final int UNTYPED_HEADER = 4;
    private static final int STARTUP = 196608;

    private final InetSocketAddress server;
    private final Supplier<Break> next;
    private final ServerSocket socket;

    enum Break {
        NEVER,
        BEFORE_THE_SERVER_HEARS_COMMIT,
        BEFORE_THE_CLIENT_HEARS_THE_ANSWER
    }

    /** {@code next} is asked at every COMMIT. */
    BreakingProxy(InetSocketAddress server, Supplier<Break> next) throws IOException {
        this.server = server;
        this.next = next;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                new Link(socket.accept(), new Socket(server.getAddress(), server.getPort())).start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A message after the first: a letter, a length that counts itself, and a body. */
    private record Message(int type, byte[] body) {
        static Message read(DataInputStream in) throws IOException {
            int type = in.readUnsignedByte();
            return new Message(type, in.readNBytes(in.readInt() - UNTYPED_HEADER));
        }

        void write(DataOutputStream out) throws IOException {
            out.writeByte(type);
            out.writeInt(body.length + UNTYPED_HEADER);
            out.write(body);
            out.flush();
        }

        /** The n-th text in the body. */
        String text(int index) {
            return new String(body, StandardCharsets.UTF_8).split("\0", -1)[index];
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket backend;
        private final Set<String> commitStatements = new HashSet<>();
        private volatile boolean swallowAnswer;

        Link(Socket client, Socket backend) {
            this.client = client;
            this.backend = backend;
        }

        void start() {
            Thread.ofVirtual().start(() -> untilItBreaks(this::toServer));
            Thread.ofVirtual().start(() -> untilItBreaks(this::toClient));
        }

        private interface Pump {
            void run(DataInputStream in, DataOutputStream out) throws IOException;
        }

        private void untilItBreaks(Runnable pump) {
            try (client;
                    backend) {
                pump.run();
            } catch (IOException | UncheckedIOException ended) {
                // Closing both ends is all there is to do.
            }
        }

        private void toServer() {
            pump(client, backend, (in, out) -> {
                startUp(in, out);
                while (true) {
                    var message = Message.read(in);
                    if (isCommit(message)) {
                        switch (next.get()) {
                            case NEVER -> {}
                            case BEFORE_THE_SERVER_HEARS_COMMIT -> {
                                return;
                            }
                            case BEFORE_THE_CLIENT_HEARS_THE_ANSWER -> swallowAnswer = true;
                        }
                    }
                    message.write(out);
                }
            });
        }

        /** The first message has no letter. */
        private static void startUp(DataInputStream in, DataOutputStream out) throws IOException {
            int length = in.readInt();
            int version = in.readInt();
            if (version != STARTUP) {
                throw new IOException("only plain connections can be watched, not " + version);
            }
            out.writeInt(length);
            out.writeInt(version);
            out.write(in.readNBytes(length - 2 * UNTYPED_HEADER));
            out.flush();
        }

        private void toClient() {
            pump(backend, client, (in, out) -> {
                while (true) {
                    var message = Message.read(in);
                    if (!swallowAnswer) {
                        message.write(out);
                    } else if (message.type == 'Z') {
                        return;
                    }
                }
            });
        }

        private void pump(Socket from, Socket to, Pump pump) {
            try {
                to.setTcpNoDelay(true);
                pump.run(
                        new DataInputStream(new BufferedInputStream(from.getInputStream())),
                        new DataOutputStream(new BufferedOutputStream(to.getOutputStream())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** COMMIT as a simple query, or the binding of a statement that was parsed as COMMIT. */
        private boolean isCommit(Message message) {
            return switch (message.type) {
                case 'Q' -> message.text(0).equals("COMMIT");
                case 'P' -> {
                    if (message.text(1).equals("COMMIT")) {
                        commitStatements.add(message.text(0));
                    } else {
                        commitStatements.remove(message.text(0));
                    }
                    yield false;
                }
                case 'B' -> commitStatements.contains(message.text(1));
                default -> false;
            };
        }
    }
}
