package io.meerkat.api.iceberg;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.rest.RESTSerializers;

/** Iceberg's wire types as JSON, by the library's own parsers. */
public final class IcebergJson {
    private static final ObjectMapper MAPPER = mapper();

    private IcebergJson() {}

    private static ObjectMapper mapper() {
        var mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        RESTSerializers.registerAll(mapper);
        return mapper;
    }

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a body. What is no JSON, lacks a field or names an unknown update or requirement is a bad request. */
    public static <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw IcebergError.badRequest("the request has no body");
        }
        try {
            var value = MAPPER.readValue(body, type);
            if (value == null) {
                throw IcebergError.badRequest("the request's body is null");
            }
            return value;
        } catch (JsonMappingException e) {
            throw malformed(e);
        } catch (JsonProcessingException e) {
            throw IcebergError.badRequest("Malformed JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException | UnsupportedOperationException | NullPointerException e) {
            throw malformed(e);
        }
    }

    private static IcebergError malformed(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case JsonProcessingException json ->
                IcebergError.badRequest("Malformed request: " + json.getOriginalMessage());
            case IllegalArgumentException refused -> IcebergError.illegalArgument(refused);
            default -> IcebergError.badRequest("Malformed request: " + cause.getMessage());
        };
    }
}
