package io.meerkat.api.iceberg;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.exceptions.UnprocessableEntityException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.RESTSerializers;

/** Iceberg's wire types as JSON, by the library's own parsers. */
public final class IcebergJson {
    private static final int WRITTEN_BYTES = 4 << 10;
    private static final ObjectMapper MAPPER = mapper();
    private static final Pattern SETUP = Pattern.compile(
            "Source: REDACTED \\([^)]*\\);? ?|,? from `StreamReadConstraints[^`]*`|: enable `JsonReadFeature[^`]*` to allow");

    private IcebergJson() {}

    private static ObjectMapper mapper() {
        var mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        // Neither a map nor a list of the protocol may hold null.
        for (var collection : List.of(Map.class, List.class, Set.class)) {
            mapper.configOverride(collection).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        }
        // A number is no text, and neither is a flag.
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.String)) {
            mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(shape, CoercionAction.Fail);
        }
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

    /** What is written to a generator, for answers that are too long to be made of objects first. */
    public static byte[] write(Written written) {
        var out = new ByteArrayOutputStream(WRITTEN_BYTES);
        try (var json = MAPPER.createGenerator(out)) {
            written.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @FunctionalInterface
    public interface Written {
        void to(JsonGenerator json) throws IOException;
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a body. What is no JSON, lacks a field or names an unknown update or requirement is a bad request. */
    public static <T extends RESTRequest> T read(byte[] body, Class<T> type) {
        WholeCharacters.require(body);
        try (var parser = MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw IcebergError.badRequest("Malformed request: the body must be a JSON object");
            }
            var request = MAPPER.readValue(parser, type);
            if (parser.nextToken() != null) {
                throw IcebergError.badRequest("Malformed request: something follows the body's JSON object");
            }
            request.validate();
            return request;
        } catch (IcebergError e) {
            throw e;
        } catch (JsonMappingException e) {
            throw malformed(e);
        } catch (JsonProcessingException e) {
            throw IcebergError.badRequest("Malformed JSON: " + words(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    static JsonNode tree(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Iceberg's parsers and checks throw, they throw of the body. */
    private static IcebergError refused(Throwable cause) {
        return switch (cause) {
            case UnprocessableEntityException e ->
                new IcebergError(422, "UnprocessableEntityException", String.valueOf(e.getMessage()));
            case ValidationException e -> new IcebergError(400, "ValidationException", String.valueOf(e.getMessage()));
            case IllegalArgumentException e when !namesClasses(e) -> IcebergError.illegalArgument(e);
            case UnsupportedOperationException e -> IcebergError.badRequest("Malformed request: " + e.getMessage());
            // The words of others name classes, which tell a client nothing.
            default -> IcebergError.badRequest("Malformed request: a value is missing, or is not as expected");
        };
    }

    /** As that of a word that is none of an enumeration. */
    private static boolean namesClasses(RuntimeException e) {
        return String.valueOf(e.getMessage()).contains("org.apache.iceberg.");
    }

    private static IcebergError malformed(JsonMappingException e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return switch (cause) {
            // Its own words name classes, which tell a client nothing.
            case JsonMappingException mapping ->
                IcebergError.badRequest("Malformed request: no such value is expected at '%s'".formatted(path(e)));
            case JsonProcessingException json -> IcebergError.badRequest("Malformed request: " + words(json));
            default -> refused(cause);
        };
    }

    /** The parser's own words, without those that are for whoever set it up. */
    private static String words(JsonProcessingException e) {
        return SETUP.matcher(String.valueOf(e.getOriginalMessage()))
                .replaceAll("")
                .strip();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(at -> at.getFieldName() == null ? "[%d]".formatted(at.getIndex()) : at.getFieldName())
                .collect(Collectors.joining("."));
    }
}
