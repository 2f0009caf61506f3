package io.meerkat.api.server;

import io.meerkat.api.options.ServeOptions;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * All that Spring reads: what was checked on the command line, and below it what stands in the jar. No variables, no
 * flags of the JVM, and no file that happens to lie where the server is started.
 */
final class Settings extends StandardEnvironment {
    Settings(ServeOptions options) {
        getPropertySources().addFirst(new MapPropertySource("options", properties(options)));
    }

    @Override
    protected void customizePropertySources(MutablePropertySources sources) {}

    private static Map<String, Object> properties(ServeOptions options) {
        var properties = new HashMap<String, Object>(options.settings());
        properties.put("spring.config.location", "classpath:/application.properties");
        properties.put("server.address", ServeOptions.BIND_ADDRESS);
        properties.put("server.port", options.port());
        return properties;
    }
}
