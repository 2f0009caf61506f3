package io.meerkat.api.server;

import io.meerkat.api.options.ServeOptions;
import java.io.PrintStream;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * A running server. The port opens first, so that health can be asked for while the database comes up; on SIGTERM
 * requests are drained before the database is stopped.
 */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final AtomicReference<ServerState> state = new AtomicReference<>(new ServerState.Starting("the database"));
    private final ServeOptions options;
    private final DatabaseStart database;

    private Server(ServeOptions options, DatabaseStart database) {
        this.options = options;
        this.database = database;
    }

    /** Starts everything and returns when requests are served. */
    public static void start(ServeOptions options, PrintStream out) {
        Preflight.check(options);
        var server = new Server(options, DatabaseStart.begin(options));
        try {
            out.print(Greeting.text("http://%s:%d".formatted(ServeOptions.BIND_ADDRESS, server.start())));
            out.flush();
        } catch (RuntimeException | Error e) {
            server.stop();
            throw e;
        }
    }

    /** Returns the port. */
    private int start() {
        var context = openPort();
        try {
            var login = database.login();
            state.set(new ServerState.Starting("the catalog"));
            state.set(new ServerState.Serving(Kernel.open(options, login)));
            return Objects.requireNonNull(context.getWebServer()).getPort();
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
        }
    }

    private ServletWebServerApplicationContext openPort() {
        var spring = new SpringApplication(Web.class);
        spring.setWebApplicationType(WebApplicationType.SERVLET);
        spring.setEnvironment(new Settings(options));
        spring.addInitializers(context -> {
            var beans = (DefaultListableBeanFactory) context.getBeanFactory();
            var gateway = new Gateway(state, new KnownHosts(Set.copyOf(options.allowedHosts())));
            beans.registerSingleton("gateway", gateway);
            beans.registerSingleton("farewell", new Farewell(gateway));
            // Said so, because a singleton that was made elsewhere is not destroyed with the others.
            beans.registerDisposableBean("stop", new StopLast(this::stop));
        });
        try {
            return (ServletWebServerApplicationContext) spring.run();
        } catch (RuntimeException e) {
            throw Preflight.explained(e, options.port());
        }
    }

    /** Called when requests have been drained, and where the start fails. */
    private void stop() {
        switch (state.getAndSet(new ServerState.Draining())) {
            case ServerState.Serving(var kernel) -> {
                kernel.close();
                database.close();
                LOG.info("stopped");
            }
            case ServerState.Starting _ -> database.close();
            case ServerState.Draining _ -> {}
        }
    }

    /** A bean for the end of its life only: it goes after the web server, which drains its requests before. */
    record StopLast(Runnable stop) implements DisposableBean {
        @Override
        public void destroy() {
            stop.run();
        }
    }
}
