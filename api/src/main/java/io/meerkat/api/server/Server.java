package io.meerkat.api.server;

import io.meerkat.api.options.ServeOptions;
import io.meerkat.embedded.DurablePostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * A running server. The port opens first, so that health can be asked for while the database comes up; on SIGTERM
 * requests are drained before the database is stopped.
 */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final AtomicReference<ServerState> state = new AtomicReference<>(new ServerState.Starting("the port"));
    private final ServeOptions options;
    private final PrintStream out;
    private Optional<DurablePostgres> postgres = Optional.empty();

    private Server(ServeOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Starts everything and returns when requests are served. */
    public static void start(ServeOptions options, PrintStream out) {
        new Server(options, out).start();
    }

    private void start() {
        var spring = new SpringApplication(Web.class);
        spring.setWebApplicationType(WebApplicationType.SERVLET);
        spring.addInitializers(context -> {
            // Above every other source: nothing may move the port off the loopback.
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("options", properties()));
            var beans = (DefaultListableBeanFactory) context.getBeanFactory();
            beans.registerSingleton("gateway", new Gateway(state, new KnownHosts(Set.copyOf(options.allowedHosts()))));
            // Said so, because a singleton that was made elsewhere is not destroyed with the others.
            beans.registerDisposableBean("stop", new StopLast(this::stop));
        });
        var context = (ServletWebServerApplicationContext) spring.run();
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        try {
            state.set(new ServerState.Starting("the database"));
            var login = login();
            state.set(new ServerState.Starting("the catalog"));
            state.set(new ServerState.Serving(Kernel.open(options, login)));
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
        }
        out.print(Greeting.text("http://%s:%d".formatted(ServeOptions.BIND_ADDRESS, port)));
        out.flush();
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<String, Object>(options.settings());
        properties.put("server.address", ServeOptions.BIND_ADDRESS);
        properties.put("server.port", options.port());
        return properties;
    }

    private Pools.Login login() {
        if (options.database().isPresent()) {
            return new Pools.Login(options.database().get().value(), "", "");
        }
        var database = DurablePostgres.start(options.data(), LOG::info);
        postgres = Optional.of(database);
        return new Pools.Login(database.jdbcUrl(), database.user(), database.password());
    }

    /** Called when requests have been drained. */
    private void stop() {
        if (state.getAndSet(new ServerState.Draining()) instanceof ServerState.Serving(var kernel)) {
            kernel.close();
        }
        postgres.ifPresent(Server::close);
        LOG.info("stopped");
    }

    private static void close(DurablePostgres database) {
        try {
            database.close();
        } catch (IOException e) {
            LOG.error("the database did not stop cleanly; it recovers at the next start", e);
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
