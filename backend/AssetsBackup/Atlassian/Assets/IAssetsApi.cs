using System.Text.Json;
using Refit;

namespace AssetsBackup.Atlassian.Assets;

/// <summary>Assets Cloud, contract §5: what is read, and what a restore writes.</summary>
internal interface IAssetsApi : IAssetsReads
{
    [Post("/objectschema/create")]
    Task<Created> CreateSchemaAsync([Body] SchemaIn schema, CancellationToken cancellationToken);

    [Put("/objectschema/{id}")]
    Task<JsonElement> UpdateSchemaAsync(
        string id,
        [Body] SchemaIn schema,
        CancellationToken cancellationToken
    );

    [Delete("/objectschema/{id}")]
    Task DeleteSchemaAsync(string id, CancellationToken cancellationToken);

    [Post("/global/config/objectschema/{id}/property")]
    Task SetSchemaPropertiesAsync(
        string id,
        [Body] SchemaConfigurationIn configuration,
        CancellationToken cancellationToken
    );

    [Post("/objecttype/create")]
    Task<Created> CreateObjectTypeAsync(
        [Body] ObjectTypeIn type,
        CancellationToken cancellationToken
    );

    [Get("/objecttype/{id}")]
    Task<JsonElement> GetObjectTypeAsync(string id, CancellationToken cancellationToken);

    [Post("/objecttype/{id}/position")]
    Task SetObjectTypePositionAsync(
        string id,
        [Body] ObjectTypePositionIn position,
        CancellationToken cancellationToken
    );

    [Post("/objecttypeattribute/{objectTypeId}")]
    Task<Created> CreateAttributeAsync(
        string objectTypeId,
        [Body] AttributeIn attribute,
        CancellationToken cancellationToken
    );

    [Put("/objecttypeattribute/{objectTypeId}/{id}")]
    Task<JsonElement> UpdateAttributeAsync(
        string objectTypeId,
        string id,
        [Body] AttributeIn attribute,
        CancellationToken cancellationToken
    );

    [Put("/objecttypeattribute/{id}/configure")]
    Task ConfigureAttributeAsync(
        string id,
        [Body] AttributeIn attribute,
        CancellationToken cancellationToken
    );

    [Post("/objecttypeattribute/{objectTypeId}/{id}/position")]
    Task SetAttributePositionAsync(
        string objectTypeId,
        string id,
        [Body] PositionIn position,
        CancellationToken cancellationToken
    );

    [Post("/config/statustype")]
    Task<Created> CreateStatusAsync([Body] StatusIn status, CancellationToken cancellationToken);

    [Post("/config/referencetype")]
    Task<Created> CreateReferenceTypeAsync(
        [Body] ReferenceTypeIn referenceType,
        CancellationToken cancellationToken
    );

    [Get("/icon/global")]
    Task<JsonElement> ListGlobalIconsAsync(CancellationToken cancellationToken);

    [Get("/icon/token-for-uploading-icon")]
    Task<IconUploadToken> GetIconUploadTokenAsync(CancellationToken cancellationToken);

    [Post("/icon/create")]
    Task<Created> CreateIconAsync([Body] IconIn icon, CancellationToken cancellationToken);

    [Post("/object/create")]
    Task<CreatedObject> CreateObjectAsync(
        [Body] ObjectIn created,
        CancellationToken cancellationToken
    );

    [Put("/object/{id}")]
    Task<CreatedObject> UpdateObjectAsync(
        string id,
        [Body] ObjectIn changed,
        CancellationToken cancellationToken
    );
}
