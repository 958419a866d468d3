package io.faast.corpus.jwt;

import com.nimbusds.jose.*;
import com.nimbusds.jose.crypto.*;
import com.nimbusds.jose.jwk.*;
import com.nimbusds.jose.jwk.gen.*;
import com.nimbusds.jwt.*;
import io.faast.corpus.Cases;
import io.jsonwebtoken.*;
import io.jsonwebtoken.security.*;
import java.security.*;
import java.util.*;
import javax.crypto.SecretKey;

/** JJWT and Nimbus: algorithms and implementations by name, serialisers found as services. */
public final class Main {
  public static void main(String[] args) throws Exception {
    Cases cases =
        new Cases(
            "eyJ[\\w.-]+",
            "\"n\":\"[^\"]+\"",
            "\\d+ milliseconds",
            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    SecretKey key = Keys.hmacShaKeyFor(new byte[64]);
    String[] tok = new String[1];
    cases.add(
        "jjwt",
        () -> {
          tok[0] =
              Jwts.builder()
                  .header()
                  .keyId("k")
                  .and()
                  .subject("s")
                  .claim("x", List.of(1, "a"))
                  .claim("d", new java.util.Date(0))
                  .issuer("i")
                  .expiration(new java.util.Date(Long.MAX_VALUE / 2000))
                  .signWith(key)
                  .compact();
          var j =
              Jwts.parser().verifyWith(key).requireIssuer("i").build().parseSignedClaims(tok[0]);
          return j.getHeader().getAlgorithm()
              + j.getPayload().getSubject()
              + j.getPayload().get("x");
        });
    for (var f : List.of("HS256", "HS512", "RS256", "PS256", "ES256", "ES512", "EdDSA"))
      cases.add(
          "jjwt " + f,
          () -> {
            var a = Jwts.SIG.get().forKey(f);
            if (a instanceof MacAlgorithm m) {
              SecretKey k = m.key().build();
              return Jwts.parser()
                  .verifyWith(k)
                  .build()
                  .parseSignedClaims(Jwts.builder().subject("q").signWith(k, m).compact())
                  .getPayload();
            }
            var s = (io.jsonwebtoken.security.SignatureAlgorithm) a;
            java.security.KeyPair p = s.keyPair().build();
            return Jwts.parser()
                .verifyWith(p.getPublic())
                .build()
                .parseSignedClaims(
                    Jwts.builder().subject("q").signWith(p.getPrivate(), s).compact())
                .getPayload()
                .getSubject();
          });
    cases.add(
        "jjwt jwe",
        () -> {
          java.security.KeyPair p = Jwts.SIG.RS256.keyPair().build();
          String t =
              Jwts.builder()
                  .subject("e")
                  .encryptWith(p.getPublic(), Jwts.KEY.RSA_OAEP_256, Jwts.ENC.A256GCM)
                  .compact();
          return Jwts.parser()
              .decryptWith(p.getPrivate())
              .build()
              .parseEncryptedClaims(t)
              .getPayload();
        });
    cases.add(
        "jjwt pbes",
        () -> {
          var pw = Keys.password("secret".toCharArray());
          String t =
              Jwts.builder()
                  .subject("e")
                  .encryptWith(pw, Jwts.KEY.PBES2_HS256_A128KW, Jwts.ENC.A128CBC_HS256)
                  .compact();
          return Jwts.parser().decryptWith(pw).build().parseEncryptedClaims(t).getPayload();
        });
    cases.add(
        "jjwt expired",
        () ->
            Jwts.parser()
                .verifyWith(key)
                .build()
                .parseSignedClaims(
                    Jwts.builder().expiration(new java.util.Date(0)).signWith(key).compact()));
    cases.add(
        "jjwt signature",
        () ->
            Jwts.parser()
                .verifyWith(Keys.hmacShaKeyFor(new byte[32]))
                .build()
                .parseSignedClaims(tok[0]));
    cases.add(
        "jjwt malformed", () -> Jwts.parser().verifyWith(key).build().parseSignedClaims("a.b"));
    for (var a :
        List.of(
            JWSAlgorithm.HS256,
            JWSAlgorithm.RS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384))
      cases.add(
          "nimbus " + a,
          () -> {
            JWTClaimsSet c =
                new JWTClaimsSet.Builder()
                    .subject("s")
                    .claim("l", List.of(1, Map.of("a", 2)))
                    .expirationTime(new java.util.Date(0))
                    .build();
            SignedJWT j = new SignedJWT(new JWSHeader(a), c);
            JWSSigner s;
            JWSVerifier v;
            if (a == JWSAlgorithm.HS256) {
              s = new MACSigner(new byte[32]);
              v = new MACVerifier(new byte[32]);
            } else if (a.getName().startsWith("ES")) {
              ECKey k =
                  new ECKeyGenerator(
                          a == JWSAlgorithm.ES256
                              ? com.nimbusds.jose.jwk.Curve.P_256
                              : com.nimbusds.jose.jwk.Curve.P_384)
                      .generate();
              s = new ECDSASigner(k);
              v = new ECDSAVerifier(k.toPublicJWK());
            } else {
              RSAKey k = new RSAKeyGenerator(2048).keyID("k").generate();
              s = new RSASSASigner(k);
              v = new RSASSAVerifier(k.toPublicJWK());
            }
            j.sign(s);
            SignedJWT p = SignedJWT.parse(j.serialize());
            return p.verify(v) + p.getJWTClaimsSet().toString();
          });
    for (var a :
        List.of(
            JWEAlgorithm.RSA_OAEP_256,
            JWEAlgorithm.ECDH_ES,
            JWEAlgorithm.A128KW,
            JWEAlgorithm.DIR,
            JWEAlgorithm.PBES2_HS256_A128KW))
      cases.add(
          "nimbus jwe " + a,
          () -> {
            JWEObject o =
                new JWEObject(
                    new JWEHeader.Builder(a, EncryptionMethod.A128GCM)
                        .compressionAlgorithm(CompressionAlgorithm.DEF)
                        .build(),
                    new Payload("text"));
            JWEEncrypter e;
            JWEDecrypter d;
            switch (a.getName()) {
              case "RSA-OAEP-256" -> {
                RSAKey k = new RSAKeyGenerator(2048).generate();
                e = new RSAEncrypter(k);
                d = new RSADecrypter(k);
              }
              case "ECDH-ES" -> {
                ECKey k = new ECKeyGenerator(com.nimbusds.jose.jwk.Curve.P_256).generate();
                e = new ECDHEncrypter(k);
                d = new ECDHDecrypter(k);
              }
              case "A128KW" -> {
                e = new AESEncrypter(new byte[16]);
                d = new AESDecrypter(new byte[16]);
              }
              case "dir" -> {
                e = new DirectEncrypter(new byte[16]);
                d = new DirectDecrypter(new byte[16]);
              }
              default -> {
                e = new PasswordBasedEncrypter("p", 8, 1000);
                d = new PasswordBasedDecrypter("p");
              }
            }
            o.encrypt(e);
            JWEObject q = JWEObject.parse(o.serialize());
            q.decrypt(d);
            return q.getPayload().toString();
          });
    cases.add(
        "nimbus jwks",
        () -> {
          JWKSet s = JWKSet.parse("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"x\"}]}");
          return s.getKeyByKeyId("x").toJSONString() + s.getKeyByKeyId("x").computeThumbprint();
        });
    cases.add(
        "nimbus processor",
        () -> {
          var p =
              new com.nimbusds.jwt.proc.DefaultJWTProcessor<
                  com.nimbusds.jose.proc.SecurityContext>();
          p.setJWSKeySelector(
              new com.nimbusds.jose.proc.JWSVerificationKeySelector<>(
                  JWSAlgorithm.HS512,
                  new com.nimbusds.jose.jwk.source.ImmutableSecret<>(new byte[64])));
          return p.process(tok[0], null);
        });
    cases.finish();
  }
}
