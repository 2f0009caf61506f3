package io.meerkat.api.server;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The web server: one servlet for every path, which is handed on as the client wrote it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Web {
    private static final int HEAD_BYTES_MAX = 16 << 10;

    @Bean
    ServletRegistrationBean<Gateway> gatewayRegistration(Gateway gateway) {
        return new ServletRegistrationBean<>(gateway, "/*");
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorsInOneForm() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new UnreadableRequests()));
    }

    /** Each connection has a buffer of that size. A token of a log names each branch that lived at the time. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tokensMayBeLong() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(HEAD_BYTES_MAX)));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> namesMayHoldAnything() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            // So that the servlet says no to it, as to other methods: Tomcat would in its own form.
            connector.setAllowTrace(true);
            connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
            connector.setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
        });
    }
}
