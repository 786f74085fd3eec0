import { expect, it } from 'vitest';
import { withoutResources } from './without-resources.ts';

it('removes resources with everything that refers to them, and nothing else', () => {
  const template = {
    Resources: {
      Service: {
        Type: 'AWS::ECS::Service',
        DependsOn: ['Association', 'Cluster'],
        Properties: {
          Cluster: { Ref: 'Cluster' },
          Strategy: [
            { Provider: { Ref: 'Provider' }, Weight: 1 },
            { Provider: 'b', Weight: 2 },
          ],
          Name: { 'Fn::Join': ['/', ['service', { 'Fn::GetAtt': ['Provider', 'Name'] }]] },
          Label: { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }]] },
        },
      },
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Provider: { Type: 'AWS::ECS::CapacityProvider', DependsOn: ['Cluster'] },
      Association: { Type: 'AWS::ECS::Association' },
    },
  };
  const types = ['AWS::ECS::CapacityProvider', 'AWS::ECS::Association'];
  expect(withoutResources(template, ({ Type }) => types.includes(Type))).toEqual({
    Resources: {
      Service: {
        Type: 'AWS::ECS::Service',
        DependsOn: ['Cluster'],
        Properties: {
          Cluster: { Ref: 'Cluster' },
          Strategy: [{ Provider: 'b', Weight: 2 }],
          Name: { 'Fn::Join': ['/', ['service']] },
          Label: { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }]] },
        },
      },
      Cluster: { Type: 'AWS::ECS::Cluster' },
    },
  });
  expect(withoutResources(template, () => false)).toEqual(template);
});
